import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { openLogMeter } from '#lib/provisioning/targets/local/log-intake.ts'
import type { Attempt, AttemptResult } from './executor.ts'
import type { Walls } from './isolation.ts'

/**
 * What a smoke test asks of a host whose code is the user's own: its storage is written and read back, and the secret
 * reached it. The answer is that of node-runtime/smoke-test.mjs.
 */
export function smokeTest({ run, output, onLog }: Attempt, isolation: Walls): AttemptResult {
  const log = openLogMeter(onLog)
  const started = performance.now()
  const { nonce } = JSON.parse(run.input) as { nonce: string }
  const file = path.join(output, 'smoke-test.txt')
  fs.writeFileSync(file, nonce)
  const answer = {
    readBack: fs.readFileSync(file, 'utf8') === nonce,
    secretDigest: createHash('sha256')
      .update(run.secrets.BC_SMOKE_SECRET ?? '')
      .digest('hex'),
  }
  log.say('The agent wrote and read back its storage.')
  return {
    outcome: 'succeeded',
    result: JSON.stringify(answer),
    coldStart: false,
    initMs: 0,
    durationMs: Math.round(performance.now() - started),
    maxMemoryMib: Math.ceil(process.memoryUsage.rss() / 1024 / 1024),
    isolation,
    logDigest: log.digest(),
  }
}
