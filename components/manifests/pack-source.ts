import { type Zippable, zip } from 'fflate'

export type PackedSource = { filename: string; bytes: Uint8Array<ArrayBuffer>; contentType: string }

const MAX_FILES = 5000
const MAX_BYTES = 50 * 1024 * 1024
/** What belongs to the author's machine and not to the source. */
const leftOut = /(^|\/)(\.git|\.DS_Store|Thumbs\.db)(\/|$)/

/**
 * What a person chose, as one upload: a zip or git bundle as it is, a folder zipped here without its `.git`.
 * Throws an Error with a sentence when there is nothing, too much, or a kind that is not known.
 */
export async function packSource(files: readonly File[]): Promise<PackedSource> {
  const [first] = files
  if (!first) throw new Error('There is no file in it.')
  const folder = files.length > 1 || first.webkitRelativePath !== ''
  return folder ? await packFolder(files) : await packFile(first)
}

async function packFile(file: File): Promise<PackedSource> {
  const bundle = file.name.endsWith('.bundle')
  if (!bundle && !file.name.toLowerCase().endsWith('.zip')) {
    throw new Error(`${file.name} is neither a .zip nor a git .bundle. Choose a folder instead.`)
  }
  if (file.size > MAX_BYTES) throw tooLarge(file.size)
  const contentType = bundle ? 'application/octet-stream' : 'application/zip'
  return { filename: file.name, bytes: new Uint8Array(await file.arrayBuffer()), contentType }
}

async function packFolder(files: readonly File[]): Promise<PackedSource> {
  const kept = files.filter(belongs(files))
  if (kept.length === 0) throw new Error('There is no file in it.')
  if (kept.length > MAX_FILES) throw new Error(`It has ${kept.length} files; at most ${MAX_FILES} can be uploaded.`)
  const size = kept.reduce((sum, file) => sum + file.size, 0)
  if (size > MAX_BYTES) throw tooLarge(size)
  const name = kept[0]?.webkitRelativePath.split('/')[0] || 'source'
  const entries: Zippable = {}
  for (const file of kept) {
    // The folder itself is not part of the source: the handler's path begins inside it.
    const path = file.webkitRelativePath.split('/').slice(1).join('/') || file.name
    entries[path] = new Uint8Array(await file.arrayBuffer())
  }
  const bytes = await new Promise<Uint8Array>((resolve, reject) => {
    // One time for all, so that the same folder gives the same digest.
    zip(entries, { level: 6, mtime: new Date(1980, 0, 1) }, (error, data) => (error ? reject(error) : resolve(data)))
  })
  return { filename: `${name}.zip`, bytes: new Uint8Array(bytes), contentType: 'application/zip' }
}

/** Whether a file is part of the source: packages beside a lockfile are not, since the build installs them itself. */
function belongs(files: readonly File[]): (file: File) => boolean {
  const pathOf = (file: File) => file.webkitRelativePath || file.name
  const locked = files.flatMap((file) => /^(.*\/)?package-lock\.json$/.exec(pathOf(file))?.[1] ?? [])
  const installed = locked.map((folder) => `${folder}node_modules/`)
  return (file) => !leftOut.test(pathOf(file)) && !installed.some((folder) => pathOf(file).startsWith(folder))
}

function tooLarge(size: number): Error {
  return new Error(`It has ${Math.ceil(size / 1024 / 1024)} MiB; a source has at most ${MAX_BYTES / 1024 / 1024} MiB.`)
}
