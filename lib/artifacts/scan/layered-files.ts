/** A kept file of an image: which layer it is from, and what is known of it. */
type Kept<T> = { layer: number; value: T }

const WHITEOUT = '.wh.'
const OPAQUE = '.wh..wh..opq'

/**
 * The files of an image that are worth keeping, as its layers leave them: what an upper layer removes, replaces or hides
 * does not count. Holds those files, the whiteouts, and nothing else, whatever the size of the image.
 * Source: opencontainers/image-spec, layer.md.
 */
export class LayeredFiles<T> {
  readonly #kept = new Map<string, Kept<T>>()
  /** Folders that a kept file is in: an upper file of that name takes all of it away. */
  readonly #folders = new Set<string>()
  /** The highest layer in which a path was removed or became something else. */
  readonly #gone = new Map<string, number>()
  /** The highest layer that shows nothing of what is below it in a folder. */
  readonly #opaque = new Map<string, number>()

  /** A directory: it adds nothing, but takes the place of a file of that name. */
  enter(path: string): void {
    this.#kept.delete(path)
  }

  /** An entry that is not kept: a whiteout, a link, a file of no interest. */
  pass(path: string, layer: number): void {
    const name = path.slice(path.lastIndexOf('/') + 1)
    const folder = path.slice(0, Math.max(0, path.length - name.length - 1))
    if (name === OPAQUE) this.#opaque.set(folder, layer)
    else if (name.startsWith(WHITEOUT)) this.#gone.set(join(folder, name.slice(WHITEOUT.length)), layer)
    else if (this.#kept.has(path) || this.#folders.has(path)) {
      this.#kept.delete(path)
      this.#gone.set(path, layer)
    }
  }

  keep(path: string, layer: number, value: T): void {
    if (this.#folders.has(path)) this.#gone.set(path, layer)
    this.#kept.set(path, { layer, value })
    for (const folder of foldersOf(path)) this.#folders.add(folder)
  }

  get size(): number {
    return this.#kept.size
  }

  /** What is there in the end, sorted by path. */
  visible(): Map<string, Kept<T>> {
    const seen = [...this.#kept].filter(([path, { layer }]) => !this.#isHidden(path, layer))
    return new Map(seen.sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  #isHidden(path: string, layer: number): boolean {
    const above = (map: Map<string, number>, key: string) => (map.get(key) ?? -1) > layer
    if (above(this.#gone, path) || above(this.#opaque, '')) return true
    return foldersOf(path).some((folder) => above(this.#gone, folder) || above(this.#opaque, folder))
  }
}

const join = (folder: string, name: string) => (folder ? `${folder}/${name}` : name)

/** The folders that a path is in, without the root. */
function foldersOf(path: string): string[] {
  const folders: string[] = []
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) folders.push(path.slice(0, at))
  return folders
}
