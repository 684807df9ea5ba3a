import { Readable } from 'node:stream'
import yazl from 'yazl'

/** One file of a zip. */
export type ZipEntry = { name: string; bytes: Uint8Array | string }

/** Entries that may wait inside the archive writer; more are not asked for until these are read. */
const AHEAD = 64

/**
 * A zip of the entries, made while it is read: neither the entries nor the archive are ever in memory as a whole.
 * A failure of `entries` destroys the stream with it, so that a cut archive cannot pass as a whole one.
 */
export function zipStream(entries: AsyncIterable<ZipEntry>, at: Date): Readable {
  const zip = new yazl.ZipFile()
  const out = zip.outputStream as Readable
  void fill(zip, entries, at).catch((error: Error) => out.destroy(error))
  return out
}

async function fill(zip: yazl.ZipFile, entries: AsyncIterable<ZipEntry>, at: Date): Promise<void> {
  let waiting = 0
  let roomMade = () => {}
  for await (const { name, bytes } of entries) {
    waiting++
    zip.addReadStreamLazy(name, { mtime: at, mode: 0o100644 }, (give) => {
      waiting--
      roomMade()
      give(null, Readable.from([Buffer.from(bytes as Uint8Array)]))
    })
    if (waiting >= AHEAD) {
      await new Promise<void>((resolve) => {
        roomMade = resolve
      })
    }
  }
  zip.end()
}
