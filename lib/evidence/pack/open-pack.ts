import fs from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import yauzl from 'yauzl'
import { BareCountError } from '../../errors.ts'
import type { PackFiles } from './pack-checks.ts'
import { folderFiles } from './verify-pack.ts'

/** No file of a pack is larger; a zip that says otherwise is not one of ours. */
const MAX_FILE_BYTES = 1024 ** 3

/**
 * The files of a pack at `location`, a zip as it was downloaded or the folder it was unpacked to. A zip is read in
 * place. Throws `not_found`, and `invalid_input` for what is neither.
 */
export async function openPack(location: string): Promise<PackFiles> {
  const stat = fs.statSync(location, { throwIfNoEntry: false })
  if (!stat) throw new BareCountError('not_found', `There is no pack at ${location}.`)
  if (stat.isDirectory()) return folderFiles(location)
  try {
    return await zipFiles(location)
  } catch (cause) {
    throw new BareCountError('invalid_input', `${location} cannot be read as a zip: ${(cause as Error).message}`, {
      cause,
    })
  }
}

async function zipFiles(location: string): Promise<PackFiles> {
  const open = promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open)
  // Open until the process ends: a verification reads one pack.
  const zip = await open(location, { lazyEntries: true, autoClose: false })
  const entries = await directoryOf(zip)
  const stream = promisify(zip.openReadStream.bind(zip)) as (entry: yauzl.Entry) => Promise<NodeJS.ReadableStream>
  return {
    paths: new Set(entries.keys()),
    read: async (name) => buffer((await stream(entries.get(name) as yauzl.Entry)) as never),
  }
}

function directoryOf(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, yauzl.Entry>()
    zip.on('entry', (entry: yauzl.Entry) => {
      if (entries.has(entry.fileName)) reject(new Error(`${entry.fileName} is there twice`))
      else if (entry.uncompressedSize > MAX_FILE_BYTES) reject(new Error(`${entry.fileName} is too large`))
      else if (!entry.fileName.endsWith('/')) entries.set(entry.fileName, entry)
      zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    zip.on('error', reject)
    zip.readEntry()
  })
}
