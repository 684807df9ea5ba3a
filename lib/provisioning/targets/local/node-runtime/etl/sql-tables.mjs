import fs from 'node:fs'
import path from 'node:path'

export const literal = (text) => `'${text.replaceAll("'", "''")}'`
export const identifier = (name) => `"${name.replaceAll('"', '""')}"`

const readers = [
  [/\.(csv|tsv)(\.gz)?$/i, 'read_csv'],
  [/\.(json|jsonl|ndjson)(\.gz)?$/i, 'read_json'],
  [/\.parquet$/i, 'read_parquet'],
]
const readerOf = (name) => readers.find(([pattern]) => pattern.test(name))

/** `flights-5k.json` is the table flights_5k. */
const tableName = (name) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')

/**
 * Views over the job's data and the run's input: a file of `data` by its name, a folder of it by the folder's with all
 * its files as one table, and each list of objects of the input by its key.
 */
export async function defineTables(connection, { folders, tables }) {
  for (const [name, files] of dataFiles(folders.data)) await createView(connection, name, files)
  const input = path.join(folders.tmp, 'input')
  fs.mkdirSync(input, { recursive: true })
  for (const [name, rows] of Object.entries(tables)) {
    const file = path.join(input, `${name}.json`)
    fs.writeFileSync(file, JSON.stringify(rows))
    await createView(connection, name, [file])
  }
}

function dataFiles(folder) {
  const entries = fs.existsSync(folder) ? fs.readdirSync(folder, { withFileTypes: true }) : []
  return entries.flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (!entry.isDirectory()) {
      const found = readerOf(entry.name)
      return found ? [[tableName(entry.name.replace(found[0], '')), [file]]] : []
    }
    const names = fs.readdirSync(file).filter(readerOf).sort()
    return names.length ? [[tableName(entry.name), names.map((name) => path.join(file, name))]] : []
  })
}

async function createView(connection, name, files) {
  const [, read] = readerOf(files[0])
  await connection
    .run(`create or replace view ${identifier(name)} as from ${read}([${files.map(literal).join(', ')}])`)
    .catch((error) => {
      throw new Error(`${files.map((file) => path.basename(file)).join(', ')} cannot be read: ${error.message}`)
    })
}
