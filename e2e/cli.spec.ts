import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { api, expect, home, test, tokenOf } from './fixtures.ts'
import { barecount } from './portal.ts'

const manifest = 'examples/orders-webhook/manifest.yaml'
const order = { id: 'A-1001', currency: 'EUR', lines: [{ sku: 'tea', quantity: 2, unit_price: 450 }] }

test('the example is validated, estimated, deployed, run and proven from the command line', async () => {
  const valid = await barecount('ada', 'validate', manifest)
  expect(valid.stdout).toContain('is valid')

  const estimate = await barecount('ada', 'estimate', manifest, '--json')
  expect(JSON.parse(estimate.stdout)).toHaveProperty('perMonth')

  const plan = await barecount('ada', 'plan', manifest, '--env', 'prod')
  expect(plan.stdout).toMatch(/a month[\s\S]*one approver/)

  const deployed = await barecount('ada', 'deploy', manifest, '--env', 'dev', '--wait')
  expect(deployed.code, deployed.stderr).toBe(0)
  expect(deployed.stdout).toContain('succeeded')

  const input = path.join(home, 'order.json')
  fs.writeFileSync(input, JSON.stringify(order))
  const start = [
    'run',
    'start',
    'orders-webhook',
    '--env',
    'dev',
    '--token',
    'order-A-1001',
    '--input',
    input,
    '--wait',
    '--json',
  ]
  const first = await barecount('ada', ...start)
  expect(first.code, first.stderr).toBe(0)
  const again = await barecount('ada', ...start)
  expect(JSON.parse(again.stdout).id).toBe(JSON.parse(first.stdout).id)

  fs.writeFileSync(input, JSON.stringify({ ...order, id: 'A-1002' }))
  const reused = await barecount('ada', ...start)
  expect(reused.code).toBe(1)
  expect(reused.stderr).toContain('[token_reused]')
})

test('an exported pack verifies with our command, offline', async () => {
  const pack = path.join(home, 'pack.zip')
  const exported = await barecount('alan', 'evidence', 'export', '--out', pack)
  expect(exported.code, exported.stderr).toBe(0)
  // A network namespace with nothing in it, where the machine lets us make one.
  const alone = process.getuid?.() === 0 && process.platform === 'linux'
  const [command, ...args] = [
    ...(alone ? ['unshare', '-n'] : []),
    process.execPath,
    'cli/barecount.mjs',
    'evidence',
    'verify',
    pack,
  ]
  const said = execFileSync(command as string, args, { encoding: 'utf8' })
  expect(said).toMatch(/verif/i)
})

test('a manifest with faults is refused with file, line and column, and exit code 1', async () => {
  const file = path.join(home, 'bad.yaml')
  fs.writeFileSync(file, fs.readFileSync(manifest, 'utf8').replace('class: serverless', 'class: serverles'))
  const { code, stdout } = await barecount('ada', 'validate', file)
  expect(code).toBe(1)
  expect(stdout).toMatch(/bad\.yaml:\d+:\d+ runner\.class/)
  expect(stdout).toContain('serverless')
})

test('wrong usage exits with 2 and says what to type', async () => {
  const { code, stderr } = await barecount('ada', 'deploy', manifest)
  expect(code).toBe(2)
  expect(stderr).toContain('--env')
})

test('an approval is waited for with exit code 3, and another person gives it', async () => {
  const waiting = await barecount('ada', 'deploy', manifest, '--env', 'prod', '--wait')
  expect(waiting.code, waiting.stderr).toBe(3)
  const own = await barecount('ada', 'approval', 'list', '--json')
  const [request] = JSON.parse(own.stdout).approvals
  const refused = await barecount('ada', 'approval', 'approve', request.id)
  expect(refused.stderr).toContain('[forbidden]')
  const approved = await barecount('grace', 'approval', 'approve', request.id, '--comment', 'Looks right.')
  expect(approved.stdout).toContain('approved')
  await expect
    .poll(
      async () =>
        JSON.parse((await barecount('ada', 'runner', 'list', '--env', 'prod', '--json')).stdout).runners[0]?.status,
    )
    .toBe('active')
})

test('a version whose smoke test fails never serves; the one before goes on, and resuming works once it is mended', async () => {
  const folder = path.join(home, 'needs-a-secret')
  fs.cpSync('examples/orders-webhook', folder, { recursive: true })
  const file = path.join(folder, 'manifest.yaml')
  const text = fs.readFileSync(file, 'utf8').replace('name: orders-webhook', 'name: needs-a-secret')
  fs.writeFileSync(file, text)
  expect((await barecount('ada', 'deploy', file, '--env', 'dev', '--wait')).code).toBe(0)

  fs.writeFileSync(file, text.replace('  function:', '  secrets: { API_KEY: orders/not-there }\n  function:'))
  const failed = await barecount('ada', 'deploy', file, '--env', 'dev', '--wait', '--json')
  expect(failed.code).toBe(1)
  const deployment = JSON.parse(failed.stdout) as { id: string; reason: string }
  expect(deployment.reason).toMatch(/smoke test failed: declared secrets/)
  const input = ['--env', 'dev', '--input', 'examples/orders-webhook/order.json', '--wait']
  expect((await barecount('ada', 'run', 'start', 'needs-a-secret', ...input)).code).toBe(0)

  const token = await tokenOf('ada')
  const secret = { path: 'orders/not-there', value: 'now it is' }
  expect((await api(token, '/secrets', { method: 'PUT', body: JSON.stringify(secret) })).status).toBe(200)
  await api(token, `/deployments/${deployment.id}/resume`, { method: 'POST' })
  await expect
    .poll(async () => (await api<{ status: string }>(token, `/deployments/${deployment.id}`)).body.status)
    .toBe('succeeded')
})
