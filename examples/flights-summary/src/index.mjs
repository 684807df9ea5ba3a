import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { groupings, summarise, toCsv } from './summarise.mjs'

const data = new URL('./data/flights-5k.json', import.meta.url)

/**
 * Summarises the delays of 5,000 flights. Input: `{ by?: "origin" | "destination" | "hour", top?: number }`.
 * Answers with the busiest groups; the whole table is in the run's output as JSON and CSV.
 */
export const handler = async (event) => {
  const by = event?.by ?? process.env.SUMMARY_BY ?? 'origin'
  const top = event?.top ?? 10
  if (!Object.hasOwn(groupings, by)) throw new TypeError(`"by" must be one of ${Object.keys(groupings).join(', ')}.`)
  if (!Number.isInteger(top) || top < 1) throw new TypeError('"top" must be a whole number of at least 1.')
  const flights = JSON.parse(await readFile(data, 'utf8'))
  const groups = summarise(flights, by)
  console.log(`${flights.length} flights in ${groups.length} groups by ${by}`)
  const folder = process.env.BC_OUTPUT_DIR
  if (folder) {
    await writeFile(path.join(folder, 'summary.json'), JSON.stringify(groups, null, 2))
    await writeFile(path.join(folder, 'summary.csv'), toCsv(groups))
  }
  return { flights: flights.length, by, groups: groups.length, busiest: groups.slice(0, top) }
}
