import { text } from 'node:stream/consumers'
import yauzl from 'yauzl'
import { z } from 'zod'
import { type Lockfile, parseLockfile } from '../build/lockfile.ts'
import type { InstalledPackage } from './components.ts'

/** Larger files are generated or data; secretlint's cost grows with their longest line. */
const MAX_TEXT_BYTES = 1024 * 1024

const PACKAGE_ROOT = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+$/

const record = z.record(z.string(), z.string()).optional().catch(undefined)
const packageJson = z.object({
  name: z.string().optional().catch(undefined),
  version: z.string().optional().catch(undefined),
  license: z
    .union([z.string(), z.object({ type: z.string() }).transform(({ type }) => type)])
    .optional()
    .catch(undefined),
  dependencies: record,
  optionalDependencies: record,
  peerDependencies: record,
})

export type ArtifactContent = {
  project: InstalledPackage
  /** By the path each is installed at. */
  installed: Map<string, InstalledPackage>
  lock?: Lockfile
  filesRead: number
  filesSkipped: number
}

/**
 * Goes through the zip we built, once: collects what describes packages and hands each text file to `onText`.
 * Binary and very large files are counted, not read.
 */
export async function readArtifact(
  zipPath: string,
  onText: (name: string, content: string) => Promise<void>,
): Promise<ArtifactContent> {
  const content: ArtifactContent = { project: {}, installed: new Map(), filesRead: 0, filesSkipped: 0 }
  const zip = await yauzl.openPromise(zipPath, { lazyEntries: true, autoClose: false })
  try {
    for await (const entry of zip.eachEntry()) {
      const body =
        entry.uncompressedSize > MAX_TEXT_BYTES ? undefined : await text(await zip.openReadStreamPromise(entry))
      if (body === undefined || body.slice(0, 8000).includes('\u0000')) {
        content.filesSkipped += 1
        continue
      }
      content.filesRead += 1
      note(content, entry.fileName, body)
      await onText(entry.fileName, body)
    }
  } finally {
    zip.close()
  }
  return content
}

function note(content: ArtifactContent, name: string, body: string): void {
  if (name === 'package-lock.json') content.lock = parseLockfile(body)
  if (!/(^|\/)package\.json$/.test(name)) return
  const folder = name.slice(0, Math.max(0, name.length - '/package.json'.length))
  if (folder !== '' && !PACKAGE_ROOT.test(folder)) return
  const parsed = packageJson.safeParse(parseJson(body))
  const found = parsed.success ? parsed.data : {}
  if (folder === '') content.project = found
  else content.installed.set(folder, found)
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
