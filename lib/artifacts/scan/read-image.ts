import { hostile } from '../build/refuse-hostile.ts'
import { readImage } from '../oci/image.ts'
import type { Descriptor } from '../oci/schema.ts'
import { type ImageFile, walkLayer } from '../oci/walk-image.ts'
import { type ArtifactReader, isBinary, MAX_TEXT_BYTES, type TextVisit } from './artifact-reader.ts'
import { type Fact, factBytes, factOfEntry, readFact } from './facts.ts'
import { LayeredFiles } from './layered-files.ts'

/** More than any real image has of files that describe packages; beyond, one was made to fill the memory. */
const MAX_FACTS = 200_000
const MAX_FACT_BYTES = 1024 * 1024 * 1024

/** How many files of an image are remembered as possibly text; those beyond are counted, not searched. */
const MAX_CANDIDATES = 200_000
/** How much text of an image is searched for secrets: what would take longer than a minute is left out, and counted. */
const MAX_SEARCHED_BYTES = 256 * 1024 * 1024

/** Formats that hold no text; what else is binary shows once it is read. */
const BINARY =
  /\.(a|bin|bmp|bz2|class|dat|db|deb|dll|dylib|exe|gif|gz|ico|jar|jpe?g|ko|mo|mp[34]|node|o|parquet|pdf|png|pyc|pyd|so(\.[\d.]+)?|tar|tgz|ttf|wasm|webp|whl|woff2?|xz|zip|zst)$/i

type Candidate = { size: number }

/**
 * Opens an image of the blob store for a scan: its layers are read as a stream, twice at most. What an upper layer takes
 * away is not there. Throws `unavailable` when a layer is damaged, and `hostile_archive` when it describes more packages
 * than can be.
 */
export async function openImage(digest: string): Promise<ArtifactReader> {
  const { manifest } = await readImage(digest)
  const facts = new LayeredFiles<Fact | undefined>()
  const texts = new LayeredFiles<Candidate>()
  const room = { facts: MAX_FACTS, bytes: MAX_FACT_BYTES }
  let files = 0
  for (const [layer, descriptor] of manifest.layers.entries()) {
    await walkLayer(descriptor, async (file) => {
      if (!isPlainPath(file.path)) return
      if (file.type === 'directory') {
        facts.enter(file.path)
        texts.enter(file.path)
        return
      }
      if (file.type === 'file' && !file.path.includes('/.wh.')) files += 1
      const known = file.type === 'file' ? factOfEntry(file.path, file.size) : undefined
      if (known) facts.keep(file.path, layer, known)
      else if (file.type === 'file' && factBytes(file.path) !== undefined) {
        claimRoom(room, file)
        facts.keep(file.path, layer, readFact(file.path, await textOf(file)))
      } else facts.pass(file.path, layer)
      if (mayBeText(file) && texts.size < MAX_CANDIDATES) texts.keep(file.path, layer, { size: file.size })
      else texts.pass(file.path, layer)
    })
  }
  const known = [...facts.visible()].flatMap(([path, { value }]) => (value ? [[path, value] as const] : []))
  return {
    facts: new Map(known),
    readTexts: async (visit) => {
      const read = await readTexts(manifest.layers, texts.visible(), visit)
      return { read, skipped: files - read }
    },
  }
}

/** Hands over the wanted texts, up to the most that is searched. Returns how many they were. */
async function readTexts(
  layers: readonly Descriptor[],
  candidates: ReadonlyMap<string, { layer: number; value: Candidate }>,
  { wanted, visit }: TextVisit,
): Promise<number> {
  const chosen = new Map<string, number>()
  let room = MAX_SEARCHED_BYTES
  for (const [path, { layer, value }] of candidates) {
    if (!wanted(path) || value.size > room) continue
    room -= value.size
    chosen.set(path, layer)
  }
  // A layer that nothing is wanted of is not read again.
  const worthReading = new Set(chosen.values())
  let read = 0
  for (const [index, descriptor] of layers.entries()) {
    if (!worthReading.has(index)) continue
    await walkLayer(descriptor, async (file) => {
      if (chosen.get(file.path) !== index || !mayBeText(file)) return
      const body = await textOf(file)
      if (isBinary(body)) return
      read += 1
      await visit(file.path, body)
    })
  }
  return read
}

function claimRoom(room: { facts: number; bytes: number }, { path, size }: ImageFile): void {
  room.facts -= 1
  room.bytes -= size
  if (room.facts < 0 || room.bytes < 0) throw hostile(path, 'it is one of too many files that describe packages')
}

function mayBeText({ type, path, size }: ImageFile): boolean {
  return type === 'file' && size > 0 && size <= MAX_TEXT_BYTES && !BINARY.test(path)
}

/** A path with `..` in it can name anything; no builder writes one. */
function isPlainPath(path: string): boolean {
  return path !== '' && !path.split('/').includes('..')
}

async function textOf({ content }: ImageFile): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of content) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
