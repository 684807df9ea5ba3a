import fs from 'node:fs'
import path from 'node:path'
import { BareCountError } from '../errors.ts'
import { copyFolder } from './copy-folder.ts'
import { FOLDERS, KEY_PARTS } from './home-parts.ts'
import type { BackupManifest } from './manifest.ts'

/** Throws `invalid_state` when the home holds keys or data, `invalid_input` when keys of the backup are not there. */
export function checkHome(home: string, keysFrom: string, backup: BackupManifest): void {
  const there = [...FOLDERS, ...KEY_PARTS].filter((name) => fs.existsSync(path.join(home, name)))
  if (there.length) {
    throw new BareCountError('invalid_state', `${home} holds ${there.join(', ')} already.`, {
      remedy: 'Restore into an empty home: a backup is never mixed with what is there.',
    })
  }
  const missing = backup.keyFiles.filter((name) => !fs.existsSync(path.join(keysFrom, name)))
  if (missing.length) {
    throw new BareCountError('invalid_input', `${keysFrom} lacks ${missing.join(', ')} of this backup.`, {
      remedy: 'Without its keys a backup cannot be used: secrets stay sealed and the log cannot go on.',
    })
  }
}

/** Puts the folders and the keys into their places. */
export function restoreHome(home: string, from: string, keysFrom: string, backup: BackupManifest): void {
  for (const name of Object.keys(backup.folders)) {
    const copied = copyFolder(path.join(from, 'home', name), path.join(home, name))
    const { files, bytes } = backup.folders[name] ?? { files: 0, bytes: 0 }
    if (copied.files !== files || copied.bytes !== bytes) {
      throw new BareCountError(
        'invalid_input',
        `The backup has ${copied.files} files in ${name} (${copied.bytes} bytes), not ${files} (${bytes}).`,
      )
    }
  }
  for (const name of backup.keyFiles) copyFolder(path.join(keysFrom, name), path.join(home, name))
}
