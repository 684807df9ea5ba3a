import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { digestOfFile } from '#lib/digest-of-file.ts'
import { homePath } from '#lib/env.ts'

const checkpointSchema = z.strictObject({ rows: z.int(), ms: z.int(), bytes: z.int(), sha256: z.string() })
export type Checkpoint = z.infer<typeof checkpointSchema>

/** The finished partitions of one run token: a file and a record each, safe from the job and from a crash. */
export type Checkpoints = {
  /** Readable by every sandbox that knows its name; only one does. */
  folder: string
  /** Names of the partitions' files, by index. */
  files: readonly string[]
  /** By index. */
  done: Map<number, Checkpoint>
  /** Takes the file of a partition over from the sandbox. Throws when it is no plain file. */
  keep(index: number, file: string, figures: Pick<Checkpoint, 'rows' | 'ms'>): Promise<void>
  /** The token took effect: they are not needed again. */
  remove(): void
}

const MAX_AGE_MS = 14 * 24 * 3600_000
const checkpointsFolder = () => homePath('checkpoints')
const digestOf = (parts: unknown) =>
  crypto.createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40)

/**
 * Opens what an earlier attempt of this token left. `work` says what the partitions are of: the artifact, the input, how
 * many; what was left of other work is removed. Each file is checked against its digest; a damaged one counts as not done.
 */
export async function openCheckpoints(
  { runnerId, token }: { runnerId: string; token: string },
  work: { artifactDigest: string; input: string; files: readonly string[] },
): Promise<Checkpoints> {
  const own = path.join(checkpointsFolder(), digestOf([runnerId, token]))
  const folder = path.join(own, digestOf([work.artifactDigest, work.input, work.files]))
  for (const name of fs.existsSync(own) ? fs.readdirSync(own) : []) {
    if (name !== path.basename(folder)) fs.rmSync(path.join(own, name), { recursive: true, force: true })
  }
  // Other accounts may walk through but not list.
  for (const one of [checkpointsFolder(), own, folder]) fs.mkdirSync(one, { recursive: true, mode: 0o711 })
  const place = (index: number) => path.join(folder, work.files[index] as string)
  const record = (index: number) => path.join(folder, `.${work.files[index]}.json`)
  const done = new Map<number, Checkpoint>()
  for (const index of work.files.keys()) {
    const found = readRecord(record(index))
    if (found && (await sha256Of(place(index))) === found.sha256) done.set(index, found)
  }
  return {
    folder,
    files: work.files,
    done,
    async keep(index, file, figures) {
      // Out of the job's reach first, then looked at.
      const draft = path.join(folder, `.draft-${crypto.randomBytes(6).toString('hex')}`)
      fs.renameSync(file, draft)
      try {
        if (!fs.lstatSync(draft).isFile()) throw new Error(`The output of partition ${index} is no plain file.`)
        if (process.getuid?.() === 0) fs.chownSync(draft, 0, 0)
        fs.chmodSync(draft, 0o644)
        const sha256 = await sha256Of(draft)
        const checkpoint = { ...figures, bytes: fs.statSync(draft).size, sha256: sha256 ?? '' }
        syncFile(draft)
        fs.renameSync(draft, place(index))
        // The record makes it count, so it comes last.
        const note = `${draft}.json`
        fs.writeFileSync(note, JSON.stringify(checkpoint), { mode: 0o600, flush: true })
        fs.renameSync(note, record(index))
        done.set(index, checkpoint)
      } finally {
        fs.rmSync(draft, { force: true })
      }
    },
    remove: () => fs.rmSync(own, { recursive: true, force: true }),
  }
}

/** Removes the checkpoints of runs that nobody took up again. */
export function pruneCheckpoints(now = Date.now()): void {
  for (const name of fs.existsSync(checkpointsFolder()) ? fs.readdirSync(checkpointsFolder()) : []) {
    const own = path.join(checkpointsFolder(), name)
    const stat = fs.statSync(own, { throwIfNoEntry: false })
    if (stat && now - stat.mtimeMs > MAX_AGE_MS) fs.rmSync(own, { recursive: true, force: true })
  }
}

function readRecord(file: string): Checkpoint | undefined {
  try {
    return checkpointSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8')))
  } catch {
    return undefined // not there, or cut by a crash
  }
}

async function sha256Of(file: string): Promise<string | undefined> {
  return fs.existsSync(file) ? (await digestOfFile(file)).slice('sha256:'.length) : undefined
}

function syncFile(file: string): void {
  const handle = fs.openSync(file, 'r')
  fs.fsyncSync(handle)
  fs.closeSync(handle)
}
