import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { env } from '#lib/env.ts'
import { readOutput } from '../run-output.ts'
import { openEtlHost } from './etl-host.ts'
import { jobRunner } from './testing/job-fixture.ts'

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'bc-etlex-'))
fs.chmodSync(home, 0o755)
env.BARECOUNT_HOME = home
const host = openEtlHost()
const hosted = jobRunner(host)
afterAll(async () => {
  await host.stop()
  fs.rmSync(home, { recursive: true, force: true })
})

const examples = fileURLToPath(new URL('../../../../../examples/', import.meta.url))
const filesOf = (name: string) => {
  const job = path.join(examples, name, 'job')
  const names = fs.readdirSync(job, { recursive: true, encoding: 'utf8' })
  const files = names.filter((file) => fs.statSync(path.join(job, file)).isFile())
  return Object.fromEntries(files.map((file) => [file, fs.readFileSync(path.join(job, file))]))
}
const inputOf = (name: string) => JSON.parse(fs.readFileSync(path.join(examples, name, 'input.json'), 'utf8'))

test('flights-etl joins flights with airports, the same however it is split', async () => {
  const summary = async (partitions: number) => {
    const { run, spec } = await hosted(filesOf('flights-etl'), { partitions })
    const done = await run(inputOf('flights-etl'), { token: 'example' })
    expect(done.reason).toBeUndefined()
    expect(done.metrics).toMatchObject({ partitions, done: partitions, rows: 2022 })
    return { table: done.answer.table, csv: readOutput(spec, 'example', 'airports.csv').toString() }
  }
  const whole = await summary(1)
  expect(whole.table[0]).toMatchObject({ airport: 'ORD', city: 'Chicago', flights: 283, routes: 81 })
  const flights = whole.csv.trim().split('\n').slice(1)
  expect(flights.reduce((sum, line) => sum + Number(line.split(',').at(-4)), 0)).toBe(5000)
  expect((await summary(5)).csv).toBe(whole.csv)
})

test('flights-notebook ranks the hubs', async () => {
  const { run } = await hosted(
    filesOf('flights-notebook'),
    { partitions: 4 },
    { engine: 'notebook', entry: 'hubs.ipynb' },
  )
  const { answer } = await run(inputOf('flights-notebook'))
  expect(answer.rows).toBe(15)
  expect(answer.table[0]).toEqual({
    airport: 'ATL',
    city: 'Atlanta',
    flights: 414513,
    destinations: 173,
    states: 51,
    busiest: 'LGA',
  })
})
