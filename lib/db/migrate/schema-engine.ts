import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import { MigrationAdapterFactory } from './migration-adapter.ts'

const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..')
const schemaFolder = path.join(projectRoot, 'prisma/schema')
export const migrationsFolder = path.join(projectRoot, 'prisma/migrations')

// The engine reports a panic through this global; without it a panic dies with an unrelated TypeError.
Object.assign(globalThis, {
  PRISMA_WASM_PANIC_REGISTRY: {
    message: '',
    set_message(message: string) {
      this.message = message
    },
  },
})

/** The schema files as the engine takes them. */
export function schemaFiles(): { path: string; content: string }[] {
  return fs
    .readdirSync(schemaFolder)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => path.join(schemaFolder, name))
    .map((file) => ({ path: file, content: fs.readFileSync(file, 'utf8') }))
}

/** The migration folders as the engine takes them. */
export function migrationsList() {
  const lock = path.join(migrationsFolder, 'migration_lock.toml')
  const folders = fs.existsSync(migrationsFolder)
    ? fs
        .readdirSync(migrationsFolder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
    : []
  return {
    baseDir: migrationsFolder,
    lockfile: { path: 'migration_lock.toml', content: fs.existsSync(lock) ? fs.readFileSync(lock, 'utf8') : null },
    shadowDbInitScript: '',
    migrationDirectories: folders.map((folder) => ({
      path: folder,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok' as const,
          value: fs.readFileSync(path.join(migrationsFolder, folder, 'migration.sql'), 'utf8'),
        },
      },
    })),
  }
}

let loaded: Promise<void> | undefined

/** Once a process: the glue has one slot for the instance, and what the first still holds would be called in the second. */
function loadEngine(): Promise<void> {
  loaded ??= (async () => {
    const folder = path.dirname(fileURLToPath(import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg')))
    const wasm = fs.readFileSync(path.join(folder, 'schema_engine_bg.wasm'))
    const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': glue as never })
    glue.__wbg_set_wasm(instance.exports)
    ;(instance.exports.__wbindgen_start as () => void)()
  })()
  return loaded
}

/**
 * Runs `work` with Prisma's own schema engine (compiled to wasm) on the database at `url`: same migration folders,
 * checksums and `_prisma_migrations` table as the CLI, without the CLI's download. Throws the engine's message.
 */
export async function withSchemaEngine<T>(url: string, work: (engine: glue.SchemaEngine) => Promise<T>): Promise<T> {
  await loadEngine()
  const factory = new MigrationAdapterFactory(url)
  const datamodels = schemaFiles().map((file) => [file.path, file.content])
  const engine = await glue.SchemaEngine.new(
    { datamodels } as never,
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory as never) as never,
  )
  try {
    return await work(engine)
  } finally {
    await factory.cleanup()
  }
}
