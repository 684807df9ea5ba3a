import { expect, test } from 'vitest'
import { replayStatuses } from './schema.ts'
import { mayBecome, sourcesOf } from './states.ts'

const over = ['stopped', 'finished', 'rejected', 'expired', 'withdrawn', 'voided'] as const

test('what is over becomes nothing else', () => {
  for (const from of over) for (const to of replayStatuses) expect(mayBecome(from, to)).toBe(false)
})

test('nothing comes to run without having been ready, and a mass replay not without approval', () => {
  expect(sourcesOf('canary')).toEqual(['ready', 'paused'])
  expect(sourcesOf('running')).toEqual(['canary', 'paused'])
  expect(sourcesOf('ready')).toEqual(['waiting_approval'])
  expect(sourcesOf('paused')).toEqual(['canary', 'running'])
})
