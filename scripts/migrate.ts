import fs from 'node:fs'
import path from 'node:path'
import { ensureDatabase } from '#lib/db/embedded/ensure-database.ts'
import { applyMigrations } from '#lib/db/migrate/apply-migrations.ts'
import { compareSchema } from '#lib/db/migrate/compare-schema.ts'
import { migrationsFolder } from '#lib/db/migrate/schema-engine.ts'
import { env, homePath } from '#lib/env.ts'

/**
 * node scripts/migrate.ts deploy            apply what is missing
 * node scripts/migrate.ts check             exit 2 when the schema files and the migrations disagree
 * node scripts/migrate.ts create NAME       write the next migration from the difference
 */
const [command, name] = process.argv.slice(2)
const external = env.DATABASE_URL !== 'postgresql://unset'
const server = external ? undefined : await ensureDatabase(homePath('database'))
const url = server?.ownerUrl ?? env.DATABASE_URL

if (command === 'deploy') {
  const applied = await applyMigrations(url)
  console.log(applied.length ? `Applied ${applied.join(', ')}` : 'Nothing to apply')
} else if (command === 'check') {
  const sql = await compareSchema(url)
  console.log(sql ?? 'Schema and migrations agree')
  if (sql !== undefined) process.exitCode = 2
} else if (command === 'create' && name) {
  const sql = await compareSchema(url)
  if (sql === undefined) console.log('Schema and migrations agree already')
  else {
    const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
    const folder = path.join(migrationsFolder, `${stamp}_${name}`)
    fs.mkdirSync(folder, { recursive: true })
    fs.writeFileSync(path.join(folder, 'migration.sql'), sql)
    console.log(`Wrote ${path.relative(process.cwd(), folder)}`)
  }
} else {
  console.error('usage: node scripts/migrate.ts deploy | check | create NAME')
  process.exitCode = 2
}
// A portal that is to run starts it again; a check leaves nothing behind.
if (server?.started) server.stop()
process.exit()
