import { text } from 'node:stream/consumers'
import yauzl from 'yauzl'
import { z } from 'zod'
import { type Lockfile, parseLockfile } from '../build/lockfile.ts'
import type { InstalledPackage } from './components.ts'

/** Larger files are generated or data; secretlint's cost grows with their longest line. */
const MAX_TEXT_BYTES = 1024 * 1024

const PACKAGE_ROOT = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+$/

/** The innermost package that a file belongs to. */
const PACKAGE_OF = /^((?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+)\//

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
 * Goes through the zip we built: collects what describes its packages, then hands each text file to `onText`. Not handed
 * over, only counted: binary and very large files, and files of packages that the lockfile names by integrity. Those are
 * published for everybody, and their tests are full of made-up secrets.
 */
export async function readArtifact(
  zipPath: string,
  onText: (name: string, content: string) => Promise<void>,
): Promise<ArtifactContent> {
  const content: ArtifactContent = { project: {}, installed: new Map(), filesRead: 0, filesSkipped: 0 }
  const zip = await yauzl.openPromise(zipPath, { lazyEntries: true, autoClose: false })
  try {
    const entries = await Array.fromAsync(zip.eachEntry())
    const read = async (entry: yauzl.Entry) => text(await zip.openReadStreamPromise(entry))
    for (const entry of entries) {
      if (describesPackages(entry.fileName)) note(content, entry.fileName, await read(entry))
    }
    for (const entry of entries) {
      const readable = entry.uncompressedSize <= MAX_TEXT_BYTES && !isPublished(entry.fileName, content)
      const body = readable ? await read(entry) : undefined
      if (body === undefined || body.slice(0, 8000).includes('\u0000')) {
        content.filesSkipped += 1
        continue
      }
      content.filesRead += 1
      await onText(entry.fileName, body)
    }
  } finally {
    zip.close()
  }
  return content
}

function isPublished(name: string, { lock, installed }: ArtifactContent): boolean {
  const root = PACKAGE_OF.exec(name)?.[1]
  const locked = root ? lock?.packages[root] : undefined
  return Boolean(root && locked?.integrity && locked.version === installed.get(root)?.version)
}

function describesPackages(name: string): boolean {
  return name === 'package-lock.json' || /(^|\/)package\.json$/.test(name)
}

function note(content: ArtifactContent, name: string, body: string): void {
  if (name === 'package-lock.json') {
    content.lock = parseLockfile(body)
    return
  }
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
