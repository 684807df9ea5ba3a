import path from 'node:path'
import { migrationsList, schemaFiles, withSchemaEngine } from './schema-engine.ts'

const everything = { externalTables: [], externalEnums: [] }

/** The SQL that would bring the migrations up to the schema files; undefined when they agree. Needs a server for its shadow database. */
export async function compareSchema(
  url: string,
  from: 'migrations' | 'empty' = 'migrations',
): Promise<string | undefined> {
  return withSchemaEngine(url, async (engine) => {
    const files = schemaFiles()
    const result = await engine.diff({
      from: from === 'empty' ? { tag: 'empty' } : { tag: 'migrations', ...migrationsList() },
      to: { tag: 'schemaDatamodel', files, configDir: path.dirname(files[0]?.path ?? '') },
      script: true,
      exitCode: true,
      filters: everything,
      shadowDatabaseUrl: null,
    } as never)
    const { exitCode, stdout } = result as { exitCode: number; stdout: string | null }
    return exitCode === 0 ? undefined : (stdout ?? '')
  })
}
