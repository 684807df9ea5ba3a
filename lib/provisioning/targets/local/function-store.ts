import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { checkedBlobPath } from '#lib/artifacts/blobs.ts'
import { unpackArchive } from '#lib/artifacts/build/unpack-archive.ts'
import { homePath } from '#lib/env.ts'

/**
 * The folder with the unpacked artifact `digest`, unpacked at first use. The bytes of the zip are checked against the
 * digest at every call, so at every cold start. Throws `unavailable` when they are lost or damaged.
 */
export async function codeFolder(digest: string): Promise<string> {
  const zip = await checkedBlobPath(digest)
  const store = homePath('functions')
  const folder = path.join(store, digest.replace(/^sha256:/, ''))
  if (fs.existsSync(folder)) return folder
  // Other accounts run this code: they may enter and read, never write.
  fs.mkdirSync(store, { recursive: true, mode: 0o711 })
  const draft = path.join(store, `.${crypto.randomBytes(6).toString('hex')}`)
  fs.mkdirSync(draft)
  try {
    await unpackArchive(zip, draft)
    openFolders(draft)
    fs.renameSync(draft, folder)
  } catch (error) {
    // Another instance of the same artifact was first.
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  } finally {
    fs.rmSync(draft, { recursive: true, force: true })
  }
  return folder
}

function openFolders(folder: string): void {
  fs.chmodSync(folder, 0o755)
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) openFolders(path.join(folder, entry.name))
  }
}
