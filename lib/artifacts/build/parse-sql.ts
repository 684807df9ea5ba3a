import fs from 'node:fs'
import { DuckDBInstance } from '@duckdb/node-api'

// A process of its own, because it gives text that a stranger wrote to native code: `node parse-sql.ts FILE`, where FILE
// holds a JSON array of statements. Prints a JSON array of `{ index, error }` for those that are not one statement.

const [, , file = ''] = process.argv
const statements = JSON.parse(fs.readFileSync(file, 'utf8')) as string[]
const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '256MB' })
const connection = await instance.connect()
const failures: { index: number; error: string }[] = []
for (const [index, statement] of statements.entries()) {
  try {
    const { count } = await connection.extractStatements(statement)
    if (count !== 1)
      failures.push({
        index,
        error: `The engine makes ${count} statements of this one; a pivot needs its values: pivot … on name in (…).`,
      })
  } catch (error) {
    failures.push({ index, error: error instanceof Error ? error.message : String(error) })
  }
}
process.stdout.write(JSON.stringify(failures))
