import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { isOutputPath, MAX_FILE_BYTES, MAX_OUTPUT_FILES } from '#lib/agents/output-limits.ts'
import type { FinishedBody } from '#lib/agents/schema.ts'

type Ref = { id: string; attempt: number }

/** The folders of runs on this host: an output folder each, until the portal has what is in it. */
export class WorkFolders {
  readonly #root: string

  constructor(home: string) {
    this.#root = path.join(home, 'work')
    fs.mkdirSync(this.#root, { recursive: true, mode: 0o711 })
  }

  make(ref: Ref): string {
    const folder = this.#of(ref)
    fs.rmSync(folder, { recursive: true, force: true })
    fs.mkdirSync(folder, { mode: 0o700 })
    return folder
  }

  file(ref: Ref, name: string): string {
    return path.join(this.#of(ref), name)
  }

  remove(ref: Ref): void {
    fs.rmSync(this.#of(ref), { recursive: true, force: true })
  }

  /** Ends what no run needs any more, after a restart. */
  removeAllBut(refs: readonly Ref[]): void {
    const kept = new Set(refs.map((ref) => path.basename(this.#of(ref))))
    for (const name of fs.readdirSync(this.#root)) {
      if (!kept.has(name)) fs.rmSync(path.join(this.#root, name), { recursive: true, force: true })
    }
  }

  /** The files a run wrote, with digests. Throws for anything but plain files and folders, and for what the portal refuses. */
  async list(ref: Ref): Promise<FinishedBody['output']> {
    const root = this.#of(ref)
    const files: FinishedBody['output'] = []
    for (const entry of fs.readdirSync(root, { recursive: true, withFileTypes: true })) {
      if (entry.isDirectory()) continue
      const name = path.join(entry.parentPath, entry.name)
      const relative = path.relative(root, name).split(path.sep).join('/')
      if (!entry.isFile()) throw refused(`${relative} is neither a file nor a folder`)
      if (!isOutputPath(relative)) throw refused(`${JSON.stringify(relative)} is no plain name`)
      if (fs.statSync(name).size > MAX_FILE_BYTES) throw refused(`${relative} has more than 512 MiB`)
      if (files.length === MAX_OUTPUT_FILES) throw refused(`it has more than ${MAX_OUTPUT_FILES} files`)
      files.push({ path: relative, ...(await measured(name)) })
    }
    return files.sort((a, b) => (a.path < b.path ? -1 : 1))
  }

  #of({ id, attempt }: Ref): string {
    return path.join(this.#root, `${id}-${attempt}`)
  }
}

const refused = (why: string) => new Error(`The output of the run was refused: ${why}.`)

async function measured(file: string): Promise<{ digest: string; size: number }> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of fs.createReadStream(file)) {
    hash.update(chunk as Buffer)
    size += (chunk as Buffer).length
  }
  return { digest: `sha256:${hash.digest('hex')}`, size }
}
