import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { BareCountError } from '../errors.ts'
import { copyFolder } from './copy-folder.ts'
import { dumpDatabase } from './dump-database.ts'
import { FOLDERS, KEY_PARTS } from './home-parts.ts'
import { BACKUP_FORMAT, type BackupManifest, writeManifest } from './manifest.ts'

type Where = { ownerUrl: string; home: string; to: string; keysTo: string }

/**
 * Backs up the database and the home while the portal runs. The rows come first, all of one instant, and the files after
 * them: whatever a row names was in its place before the row was, and files are never changed, so none is missing.
 * Throws `invalid_input` for a folder that holds something, or when keys and data would lie together.
 */
export async function takeBackup({ ownerUrl, home, to, keysTo }: Where): Promise<BackupManifest> {
  if (inside(keysTo, to) || inside(to, keysTo)) {
    throw new BareCountError('invalid_input', 'Keys go to a folder apart from the backup.', {
      remedy: 'Whoever has both can read every secret: keep them in two places.',
    })
  }
  for (const folder of [to, keysTo]) {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (fs.readdirSync(folder).length) throw new BareCountError('invalid_input', `${folder} is not empty.`)
  }
  const dumped = await dumpDatabase(ownerUrl, path.join(to, 'database'))
  const folders: BackupManifest['folders'] = {}
  for (const name of FOLDERS) folders[name] = copyFolder(path.join(home, name), path.join(to, 'home', name))
  const keyFiles = KEY_PARTS.filter((name) => fs.existsSync(path.join(home, name)))
  for (const name of keyFiles) copyFolder(path.join(home, name), path.join(keysTo, name))
  const id = randomBytes(8).toString('hex')
  const manifest = { format: BACKUP_FORMAT, id, ...dumped, folders, keyFiles } satisfies BackupManifest
  writeManifest(to, manifest)
  return manifest
}

function inside(one: string, other: string): boolean {
  const relative = path.relative(path.resolve(other), path.resolve(one))
  return relative === '' || !(relative.startsWith('..') || path.isAbsolute(relative))
}
