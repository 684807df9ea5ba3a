// `npm run backup`: the database and the home, while the portal runs.
import path from 'node:path'
import { parseArgs } from 'node:util'
import { takeBackup } from '#lib/backup/take-backup.ts'
import { failWith, ownerOf } from './backup/owner.ts'

const usage = `npm run backup -- --to DIR --keys DIR [--home DIR]

  --to DIR     an empty folder for the rows and files
  --keys DIR   another empty folder for the keys: keep it apart
  --home DIR   the home of the portal (.data)`

try {
  const options = { to: { type: 'string' }, keys: { type: 'string' }, home: { type: 'string' } } as const
  const { to, keys, home = '.data' } = parseArgs({ options }).values
  if (!to || !keys) failWith(usage, 2)
  const folder = path.resolve(home)
  const owner = await ownerOf(folder)
  try {
    const backup = await takeBackup({ ownerUrl: owner.url, home: folder, to, keysTo: keys })
    const rows = backup.tables.reduce((sum, table) => sum + table.rows, 0)
    const files = Object.values(backup.folders).reduce((sum, each) => sum + each.files, 0)
    console.log(`Backup ${backup.id} of ${backup.takenAt}: ${rows} rows, ${files} files in ${to}; keys in ${keys}.`)
  } finally {
    owner.stop()
  }
} catch (error) {
  failWith(error, 1)
}
