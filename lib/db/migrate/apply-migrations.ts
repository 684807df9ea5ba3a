import { migrationsList, withSchemaEngine } from './schema-engine.ts'

const everything = { externalTables: [], externalEnums: [] }

/** Applies the migrations the database at `url` does not have yet. Returns their names; safe to call from several processes. */
export async function applyMigrations(url: string): Promise<string[]> {
  return withSchemaEngine(url, async (engine) => {
    const result = await engine.applyMigrations({ migrationsList: migrationsList(), filters: everything } as never)
    return (result as { appliedMigrationNames: string[] }).appliedMigrationNames
  })
}
