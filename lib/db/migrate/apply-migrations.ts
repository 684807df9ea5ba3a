import { BareCountError } from '../../errors.ts'
import { migrationsList, withSchemaEngine } from './schema-engine.ts'

const everything = { externalTables: [], externalEnums: [] }

/**
 * Applies the migrations the database at `url` does not have yet, or just those named `only`. Returns their names; safe
 * to call from several processes. Throws `invalid_input` for a name that this version does not know.
 */
export async function applyMigrations(url: string, only?: readonly string[]): Promise<string[]> {
  const list = only ? listOf(only) : migrationsList()
  return withSchemaEngine(url, async (engine) => {
    const result = await engine.applyMigrations({ migrationsList: list, filters: everything } as never)
    return (result as { appliedMigrationNames: string[] }).appliedMigrationNames
  })
}

function listOf(names: readonly string[]): ReturnType<typeof migrationsList> {
  const list = migrationsList()
  const unknown = names.filter((name) => !list.migrationDirectories.some(({ path }) => path === name))
  if (unknown.length) {
    throw new BareCountError(
      'invalid_input',
      `This version does not know ${unknown.join(', ')}: it is the older one.`,
      {
        remedy: 'Use the version of the portal that wrote it, or a newer one.',
      },
    )
  }
  return { ...list, migrationDirectories: list.migrationDirectories.filter(({ path }) => names.includes(path)) }
}
