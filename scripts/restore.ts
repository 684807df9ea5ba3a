// `npm run restore`: a backup into an empty home and an empty database; says whether every log is whole.
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { loadDatabase } from '#lib/backup/load-database.ts'
import { readManifest } from '#lib/backup/manifest.ts'
import { checkHome, restoreHome } from '#lib/backup/restore-home.ts'
import { failWith, ownerOf } from './backup/owner.ts'

const usage = `npm run restore -- --from DIR --keys DIR [--home DIR]

  --from DIR   what \`npm run backup\` wrote
  --keys DIR   the keys it wrote
  --home DIR   an empty or new home (.data)`

try {
  const options = { from: { type: 'string' }, keys: { type: 'string' }, home: { type: 'string' } } as const
  const { from, keys, home = '.data' } = parseArgs({ options }).values
  if (!from || !keys) failWith(usage, 2)
  const folder = path.resolve(home)
  const backup = readManifest(from)
  checkHome(folder, keys, backup)
  fs.mkdirSync(folder, { recursive: true })
  const owner = await ownerOf(folder)
  let broken = false
  try {
    await loadDatabase(owner.url, path.join(from, 'database'), backup)
    restoreHome(folder, from, keys, backup)
    // What follows reads its settings when it is loaded.
    Object.assign(process.env, { BARECOUNT_HOME: folder, DATABASE_URL: await owner.appUrl() })
    const { afterRestore } = await import('#lib/backup/after-restore.ts')
    for (const { slug, entries, pending, problems } of await afterRestore(backup)) {
      const verdict = problems.length ? 'BROKEN' : 'whole'
      console.log(`${slug}: the log is ${verdict}, ${entries} entries, ${pending} waiting`)
      for (const problem of problems) console.log(`  ${problem}`)
      broken ||= problems.length > 0
    }
    const { unsafeDb } = await import('#lib/db/client.ts')
    await unsafeDb.$disconnect()
  } finally {
    owner.stop()
  }
  console.log(`Restored backup ${backup.id} of ${backup.takenAt} into ${folder}.`)
  process.exit(broken ? 1 : 0)
} catch (error) {
  failWith(error, 1)
}
