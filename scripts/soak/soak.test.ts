import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { chances, readOptions } from './options.ts'

const run = promisify(execFile)

test('a small soak: everything is killed, and every promise holds', async () => {
  const options = ['--runs', '200', '--tenants', '2', '--kills', '8', '--workers', '2', '--seed', '3']
  const soak = run(process.execPath, ['scripts/soak.ts', ...options])
  const { stdout } = await soak.catch((error: { stdout: string; stderr: string }) => {
    throw new Error(`${error.stdout}\n${error.stderr.slice(-3000)}`)
  })
  expect(stdout).toMatch(/^Soak of 200 runs, 2 tenants, 4 classes/)
  expect(stdout).toContain('(8 in all)')
  expect(stdout.match(/^ {2}ok /gm)).toHaveLength(8)
}, 300_000)

test('the same seed makes the same choices, and another makes others', () => {
  const some = (seed: number) => Array.from({ length: 20 }, chances(seed))
  expect(some(7)).toEqual(some(7))
  expect(some(7)).not.toEqual(some(8))
  expect(some(7).every((chance) => chance >= 0 && chance < 1)).toBe(true)
})

test.each([
  ['--runs', 'many'],
  ['--kills', '-1'],
  ['--speed', '9'],
])('%s %s is refused', (...args) => {
  expect(() => readOptions(args)).toThrow()
})
