import { expect, test } from 'vitest'
import { harmless } from '../function-environment.ts'
import { agentEnvironment } from './agent-environment.ts'
import { containerSpec } from './testing/pulled-specs.ts'

const kept = { NODE_ENV: 'production', PGHOST: 'db' }
const loosening = {
  NODE_OPTIONS: '--import=/opt/runner/x.mjs',
  NODE_TLS_REJECT_UNAUTHORIZED: '0',
  LD_PRELOAD: '/opt/runner/x.so',
  OPENSSL_CONF: '/opt/runner/x.cnf',
  OPENSSL_MODULES: '/opt/runner',
  SSL_CERT_FILE: '/opt/runner/x.pem',
  BARECOUNT_AGENT_URL: 'http://elsewhere.test',
}

test('nothing of a manifest changes what the agent loads and whom it trusts', () => {
  const spec = { ...containerSpec('sha256:0'), env: { ...kept, ...loosening } }
  const work = { mode: 'exec' as const, command: ['run'], capacity: 1 }
  const env = agentEnvironment({ id: 'ins_1', spec }, { run: '/run/bc', home: '/home' }, work)
  expect(env).toMatchObject(kept)
  for (const [name, value] of Object.entries(loosening)) expect(env[name], name).not.toBe(value)
})

test('nor what the runtime of a function loads', () => {
  const { NODE_TLS_REJECT_UNAUTHORIZED: _own, SSL_CERT_FILE: __, BARECOUNT_AGENT_URL: ___, ...loads } = loosening
  expect(harmless({ ...kept, ...loads })).toEqual(kept)
})
