import path from 'node:path'
import { defineConfig } from 'prisma/config'

// The CLI would download its schema engine before every command, `generate` included. Any existing file stops
// that; migrations run through scripts/migrate.ts, which drives the same engine compiled to wasm.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.resolve('package.json')

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://unset' },
})
