import fs from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { BareCountError } from '../../errors.ts'
import { checkedBlobPath } from '../blobs.ts'
import type { Material } from '../sign/provenance.ts'
import { unpackArchive } from './unpack-archive.ts'
import { unpackGitBundle } from './unpack-git-bundle.ts'

/**
 * Unpacks an uploaded source from the blob store into the empty folder `target`; returns it as provenance names it.
 * Throws `hostile_archive`, `invalid_input`, or `unavailable` when its bytes are lost.
 */
export async function unpackSource(
  source: { digest: string; kind: 'zip' | 'git_bundle' },
  target: string,
  log: (line: string) => void,
  signal?: AbortSignal,
): Promise<Material[]> {
  const archive = await checkedBlobPath(source.digest)
  const sha256 = source.digest.replace('sha256:', '')
  if (source.kind === 'zip') {
    const { files, bytes } = await unpackArchive(archive, target)
    log(`Unpacked ${files} files, ${bytes} bytes.`)
    return [{ uri: 'file:source.zip', digest: { sha256 } }]
  }
  const { commit } = await unpackGitBundle(archive, target, signal)
  log(`Took the files of commit ${commit}.`)
  return [{ uri: 'file:source.bundle', digest: { sha256, gitCommit: commit } }]
}

/**
 * The folder that `declared` means. People upload the project, the folder itself, or a zip with one folder around it:
 * the declared folder is taken where it is there, else the first folder that holds more than one folder.
 */
export async function sourceSubfolder(root: string, declared: string): Promise<string> {
  const folder = path.join(root, declared)
  // The manifest's schema refuses `..`; here it would mean another upload's files.
  if (folder.startsWith(root + path.sep) && fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return folder
  const [only, ...others] = await readdir(root, { withFileTypes: true })
  if (!only) throw new BareCountError('build_failed', 'The source is empty.', { remedy: 'Upload it again.' })
  if (only.isDirectory() && !others.length) return sourceSubfolder(path.join(root, only.name), declared)
  return root
}
