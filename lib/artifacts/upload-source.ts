import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { transaction } from '../db/client.ts'
import type { SourceKind } from '../db/generated/enums.ts'
import { BareCountError } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { putBlob } from './blobs.ts'
import { judgeArchive } from './build/unpack-archive.ts'
import { looksLikeGitBundle } from './build/unpack-git-bundle.ts'
import { MAX_SOURCE_BYTES } from './schema.ts'

export type SourceUpload = {
  /** As the person's computer called it; only shown, never used as a path. */
  filename: string
  content: Uint8Array | Readable
}

export type UploadedSource = { digest: string; kind: SourceKind; sizeBytes: number }

/**
 * Keeps a zip or git bundle to build from, named by its digest. The same bytes again are the same source and change
 * nothing. Throws `payload_too_large`, `hostile_archive` naming the entry, `invalid_input` when it is neither.
 */
export async function uploadSource(actor: Actor, upload: SourceUpload): Promise<UploadedSource> {
  authorise(actor, 'source:upload')
  let kind: SourceKind = 'zip'
  const accept = async (file: string) => {
    kind = await kindOf(file)
    // A bundle's files are only known once git has read it; the build judges those.
    if (kind === 'zip') await judgeArchive(file)
  }
  const { digest, size } = await putBlob(upload.content, { maxBytes: MAX_SOURCE_BYTES, accept })
  const source = { digest, kind, sizeBytes: size }
  const filename = shownName(upload.filename)
  await transaction(async (tx) => {
    const data = { ...source, filename, tenantId: actor.tenantId, uploadedById: actor.userId }
    const { count } = await tx.source.createMany({ data: [data], skipDuplicates: true })
    if (!count) return
    await appendEvidence(tx, {
      kind: 'source.uploaded',
      actor,
      result: 'succeeded',
      subjectDigests: [{ name: filename, sha256: digest }],
      filename,
      digest,
      sizeBytes: size,
      sourceKind: kind,
    })
  })
  return source
}

async function kindOf(file: string): Promise<SourceKind> {
  const handle = await open(file)
  const head = Buffer.alloc(20)
  await handle.read(head, 0, head.length, 0).finally(() => handle.close())
  if (looksLikeGitBundle(head)) return 'git_bundle'
  if (head.subarray(0, 2).toString() === 'PK') return 'zip'
  throw new BareCountError('invalid_input', 'The upload is neither a zip archive nor a git bundle.', {
    remedy: 'Upload a .zip file, or a bundle made with `git bundle create source.bundle HEAD`.',
  })
}

function shownName(filename: string): string {
  const last = filename.split(/[/\\]/).at(-1) ?? ''
  return last.replace(/\p{C}/gu, '').slice(0, 200) || 'source'
}
