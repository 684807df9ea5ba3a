import { text } from 'node:stream/consumers'
import yauzl from 'yauzl'
import { checkedBlobPath } from '../blobs.ts'
import { type ArtifactReader, isBinary, MAX_TEXT_BYTES, type TextVisit } from './artifact-reader.ts'
import { type Fact, factBytes, factOfEntry, readFact } from './facts.ts'

/** Opens a zip of the blob store for a scan, gives it to `use`, and closes it. Throws `unavailable` when it is damaged. */
export async function withZip<T>(digest: string, use: (reader: ArtifactReader) => Promise<T>): Promise<T> {
  const zip = await yauzl.openPromise(await checkedBlobPath(digest), { lazyEntries: true, autoClose: false })
  try {
    const entries = (await Array.fromAsync(zip.eachEntry())).filter(({ fileName }) => !fileName.endsWith('/'))
    const read = async (entry: yauzl.Entry) => text(await zip.openReadStreamPromise(entry))
    const facts = new Map<string, Fact>()
    for (const entry of entries) {
      const known = factOfEntry(entry.fileName, entry.uncompressedSize)
      if (!known && factBytes(entry.fileName) === undefined) continue
      const fact = known ?? readFact(entry.fileName, await read(entry))
      if (fact) facts.set(entry.fileName, fact)
    }
    return await use({ facts, readTexts: (visit) => readTexts(entries, read, visit) })
  } finally {
    zip.close()
  }
}

async function readTexts(
  entries: readonly yauzl.Entry[],
  read: (entry: yauzl.Entry) => Promise<string>,
  { wanted, visit }: TextVisit,
): Promise<{ read: number; skipped: number }> {
  const counts = { read: 0, skipped: 0 }
  for (const entry of entries) {
    const readable = entry.uncompressedSize <= MAX_TEXT_BYTES && wanted(entry.fileName)
    const body = readable ? await read(entry) : undefined
    if (body === undefined || isBinary(body)) {
      counts.skipped += 1
      continue
    }
    counts.read += 1
    await visit(entry.fileName, body)
  }
  return counts
}
