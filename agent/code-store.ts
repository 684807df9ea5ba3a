import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { unpackArchive } from '#lib/artifacts/build/unpack-archive.ts'
import type { Link } from './link.ts'

const PATIENCE_MS = 10 * 60_000

/** Finds the folder of an unpacked artifact: fetched when it is not here, checked against its digest, unpacked once. */
export function codeStore(folder: string, link: Link): (digest: string) => Promise<string> {
  const under = new Map<string, Promise<string>>()
  fs.mkdirSync(folder, { recursive: true, mode: 0o711 })
  return async (digest) => {
    const place = path.join(folder, digest.replace(/^sha256:/, ''))
    if (fs.existsSync(place)) return place
    const known = under.get(digest) ?? fetchCode(digest, place, link).finally(() => under.delete(digest))
    under.set(digest, known)
    return known
  }
}

async function fetchCode(digest: string, place: string, link: Link): Promise<string> {
  const draft = path.join(path.dirname(place), `.${randomBytes(6).toString('hex')}`)
  const zip = `${draft}.zip`
  try {
    const hash = createHash('sha256')
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk)
        done(null, chunk)
      },
    })
    const body = await link.download(`/artifacts/${encodeURIComponent(digest)}`, AbortSignal.timeout(PATIENCE_MS))
    await pipeline(body, meter, fs.createWriteStream(zip, { flags: 'wx', mode: 0o600 }))
    const got = `sha256:${hash.digest('hex')}`
    if (got !== digest) throw new Error(`The artifact that came is ${got}, not ${digest}.`)
    fs.mkdirSync(draft, { mode: 0o755 })
    await unpackArchive(zip, draft)
    openFolders(draft)
    fs.renameSync(draft, place)
    return place
  } finally {
    fs.rmSync(draft, { recursive: true, force: true })
    fs.rmSync(zip, { force: true })
  }
}

/** Other accounts run this code: they may enter and read, never write. */
function openFolders(folder: string): void {
  fs.chmodSync(folder, 0o755)
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) openFolders(path.join(folder, entry.name))
  }
}
