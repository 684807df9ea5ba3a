import fs from 'node:fs'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { homePath } from '../../env.ts'
import { BareCountError } from '../../errors.ts'
import { checkedBlobPath } from '../blobs.ts'
import type { Material } from '../sign/provenance.ts'
import { unpackArchive } from './unpack-archive.ts'
import { unpackGitBundle } from './unpack-git-bundle.ts'

export type UploadedSource = {
  /** Of the upload in the blob store. */
  digest: string
  kind: 'zip' | 'git_bundle'
}

export type UnpackOptions = {
  /** Names the work folder, e.g. `function`. */
  purpose: string
  /** One line into the live log. */
  log(line: string): void
  signal?: AbortSignal | undefined
}

/** What a build works in: the unpacked source, a folder beside it for its own things, and what was read. */
export type UnpackedSource = { root: string; work: string; materials: Material[] }

/**
 * Unpacks an uploaded source into a folder that only `use` sees, and removes it afterwards whatever happens.
 * Throws `hostile_archive`, `invalid_input`, `unavailable`, and what `use` throws.
 */
export async function withSource<T>(
  source: UploadedSource,
  options: UnpackOptions,
  use: (unpacked: UnpackedSource) => Promise<T>,
): Promise<T> {
  return withWorkFolder(options.purpose, async (work) => {
    const root = path.join(work, 'source')
    await mkdir(root)
    return use({ root, work, materials: await unpack(source, root, options) })
  })
}

/** A folder that only `use` sees, removed afterwards whatever happens. */
export async function withWorkFolder<T>(purpose: string, use: (work: string) => Promise<T>): Promise<T> {
  await mkdir(homePath('builds'), { recursive: true, mode: 0o700 })
  const work = await mkdtemp(homePath('builds', `${purpose}-`))
  try {
    return await use(work)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function unpack({ digest, kind }: UploadedSource, target: string, options: UnpackOptions): Promise<Material[]> {
  const archive = await checkedBlobPath(digest)
  const sha256 = digest.replace('sha256:', '')
  if (kind === 'zip') {
    const { files, bytes } = await unpackArchive(archive, target)
    options.log(`Unpacked ${files} files, ${bytes} bytes.`)
    return [{ uri: 'file:source.zip', digest: { sha256 } }]
  }
  const { commit } = await unpackGitBundle(archive, target, options.signal)
  options.log(`Took the files of commit ${commit}.`)
  return [{ uri: 'file:source.bundle', digest: { sha256, gitCommit: commit } }]
}

/**
 * The folder that a manifest's `source` means. People upload the project, the folder itself, or a zip with one folder
 * around it: the declared folder is taken where it is there, else the first folder that holds more than one folder.
 */
export async function declaredFolder(root: string, source: string): Promise<string> {
  const declared = path.join(root, source)
  // The manifest's schema refuses `..`; here it would mean another upload's files.
  if (declared.startsWith(root + path.sep) && fs.statSync(declared, { throwIfNoEntry: false })?.isDirectory())
    return declared
  const [only, ...others] = await readdir(root, { withFileTypes: true })
  if (!only) throw new BareCountError('build_failed', 'The source is empty.', { remedy: 'Upload it again.' })
  if (only.isDirectory() && !others.length) return declaredFolder(path.join(root, only.name), source)
  return root
}
