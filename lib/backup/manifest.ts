import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { BareCountError } from '../errors.ts'

export const BACKUP_FORMAT = 'barecount-backup/1'

const table = z.object({
  schema: z.string(),
  name: z.string(),
  columns: z.array(z.string()),
  rows: z.int(),
  /** File below `database/`, gzip of COPY's text form, and the digest of its bytes. */
  file: z.string(),
  sha256: z.string(),
})
export type BackedUpTable = z.infer<typeof table>

const backupManifest = z.object({
  format: z.literal(BACKUP_FORMAT),
  id: z.string(),
  /** The instant that the whole database is of; the folders are of that instant or a little later. */
  takenAt: z.iso.datetime(),
  /** What the database had been migrated to: it is loaded into exactly these tables, and migrated on from there. */
  migrations: z.array(z.string()),
  tables: z.array(table),
  sequences: z.array(z.object({ schema: z.string(), name: z.string(), value: z.string() })),
  /** Folders of the home, with the files in them. */
  folders: z.record(z.string(), z.object({ files: z.int(), bytes: z.int() })),
  keyFiles: z.array(z.string()),
})
export type BackupManifest = z.infer<typeof backupManifest>

/** Written last: a backup without it was not finished. */
const FILE = 'backup.json'

/** Says what a backup holds, in one rename: with it the backup is finished. */
export function writeManifest(folder: string, manifest: BackupManifest): void {
  const draft = path.join(folder, `.${FILE}`)
  fs.writeFileSync(draft, `${JSON.stringify(manifest, null, 2)}\n`)
  fs.renameSync(draft, path.join(folder, FILE))
}

/** What a backup holds. Throws `invalid_input` when there is none, or one that was not finished or is of another kind. */
export function readManifest(folder: string): BackupManifest {
  let text: string
  try {
    text = fs.readFileSync(path.join(folder, FILE), 'utf8')
  } catch {
    throw new BareCountError('invalid_input', `${folder} holds no finished backup: ${FILE} is not there.`)
  }
  const parsed = backupManifest.safeParse(JSON.parse(text))
  if (!parsed.success) throw new BareCountError('invalid_input', `${path.join(folder, FILE)} is not a backup of ours.`)
  return parsed.data
}
