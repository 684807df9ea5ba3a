// `npm test`: installs what is missing, then types, lint, unit, database and browser tests; closes with one line of counts.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { bin, install, projectNode, root } from './install.mjs'
import { awsRuntimeClient } from './test/aws-runtime-client.mjs'
import { ensureSystemParts } from './test/system-parts.mjs'
import { Tally } from './test/tally.mjs'

install()
ensureSystemParts()
const node = projectNode()
const tally = new Tally()
const results = path.join(root, 'test-results')
fs.mkdirSync(results, { recursive: true })
const env = {
  ...process.env,
  PATH: `${bin('.bin')}${path.delimiter}${process.env.PATH}`,
  NODE_ENV: 'test',
  NEXT_TELEMETRY_DISABLED: '1',
  // Hundreds of processes load the same modules: compiled once, each starts in half the time.
  NODE_COMPILE_CACHE: path.join(testHome(), 'compile-cache'),
}

/** Runs one part; its exit decides whether the part as such passed. */
function part(name, args, extra = {}) {
  console.log(`\n── ${name}`)
  const started = Date.now()
  const result = spawnSync(node, args, { cwd: root, env: { ...env, ...extra }, stdio: 'inherit' })
  console.log(`── ${name}: ${result.status === 0 ? 'ok' : 'FAILED'} in ${Math.round((Date.now() - started) / 1000)} s`)
  return result.status === 0
}

tally.check(
  'types',
  part('Route types', [bin('next/dist/bin/next'), 'typegen']) && part('Types', [bin('typescript/bin/tsc'), '--noEmit']),
)
tally.check('lint', part('Lint', [bin('@biomejs/biome/bin/biome'), 'check', '.']))
tally.check(
  'schema',
  part('Schema and migrations agree', ['scripts/migrate.ts', 'check'], { BARECOUNT_HOME: testHome() }),
)
const awsClient = awsRuntimeClient(path.join(testHome(), 'aws-lambda-ric'))
const vitestReport = path.join(results, 'vitest.json')
fs.rmSync(vitestReport, { force: true })
const vitestOk = part(
  'Unit and database tests',
  [bin('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
  awsClient ? { AWS_LAMBDA_RIC: awsClient } : {},
)
tally.vitest(vitestReport, vitestOk)
for (const [name, E2E_PART] of [
  ['Browser tests', 'browser'],
  ['Browser tests that kill processes', 'kills'],
]) {
  const report = path.join(results, `${E2E_PART}.json`)
  fs.rmSync(report, { force: true })
  const ok = part(name, [bin('@playwright/test/cli.js'), 'test'], { E2E_PART, PLAYWRIGHT_JSON_OUTPUT_NAME: report })
  tally.playwright(report, ok)
}

tally.print()
process.exit(tally.failed ? 1 : 0)

function testHome() {
  return path.join(root, '.data', 'test')
}
