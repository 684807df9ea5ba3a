import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

const read = (settings: Record<string, string>) =>
  readConfig(Object.fromEntries(Object.entries(settings).map(([name, value]) => [`BARECOUNT_AGENT_${name}`, value])))
const URL = 'https://portal.test'

test('a host of the enterprise needs little to be told', () => {
  expect(read({ URL })).toMatchObject({
    ...{ mode: 'functions', capacity: 1, prefetch: 1, leaseMs: 900_000 },
    capabilities: { mode: 'functions', classes: ['serverless'], capacity: 1 },
  })
})

test.each([
  [{}, 'BARECOUNT_AGENT_URL'],
  [{ URL, MODE: 'exec' }, 'BARECOUNT_AGENT_COMMAND'],
  [{ URL, MODE: 'exec', COMMAND: './run' }, 'BARECOUNT_AGENT_COMMAND'],
  [{ URL, CAPACITY: '0' }, 'BARECOUNT_AGENT_CAPACITY'],
  [{ URL, MODE: 'lambda' }, 'BARECOUNT_AGENT_MODE'],
  [{ URL, CHECKS: '{"routes":["nowhere"]}' }, 'BARECOUNT_AGENT_CHECKS'],
  [{ URL, DIGEST: 'latest' }, 'BARECOUNT_AGENT_DIGEST'],
  [{ URL, CLASSES: 'mainframe' }, 'BARECOUNT_AGENT_CLASSES'],
])('%j names the variable', (settings, name) => {
  expect(() => read(settings as Record<string, string>)).toThrow(name)
})
