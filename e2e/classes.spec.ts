import { expect, test } from './fixtures.ts'
import { barecount, classLack, deployApproved } from './portal.ts'

type Run = { id: string; status: string; reason: string | null; result: Record<string, unknown> }

async function run(name: string, input: string, ...more: string[]): Promise<Run> {
  const start = ['run', 'start', name, '--env', 'dev', '--input', input, '--wait', '--json', ...more]
  const done = await barecount('ada', ...start)
  expect(done.code, done.stdout + done.stderr).toBe(0)
  return JSON.parse(done.stdout)
}

test('a container is built, published, serves runs, and its instances are seen', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  test.setTimeout(300_000)
  const manifest = 'examples/price-feed/manifest.yaml'
  const missing = await classLack(manifest)
  test.skip(missing !== undefined, missing)
  const deployed = await barecount('ada', 'deploy', manifest, '--env', 'dev', '--wait')
  expect(deployed.code, deployed.stdout + deployed.stderr).toBe(0)

  const priced = await run('price-feed', 'examples/price-feed/order.json', '--token', 'order-1')
  expect(priced.result).toMatchObject({ on: '2009-06-15', total: 183_634 })
  const again = await run('price-feed', 'examples/price-feed/order.json', '--token', 'order-1')
  expect(again.id).toBe(priced.id)

  const instances = await barecount('ada', 'runner', 'instances', 'price-feed', '--env', 'dev')
  expect(instances.stdout).toMatch(/ready/i)
  await signIn('ada')
  await page.goto('/catalog')
  await page.getByRole('link', { name: 'price-feed' }).first().click()
  await expect(page.getByRole('table', { name: 'Instances' })).toContainText('Ready')
  await expectAccessible()
})

test('a host is baked with its drivers, approved, started just in time, and ends', async ({ page, signIn }) => {
  test.setTimeout(600_000)
  const manifest = 'examples/ledger-export/manifest.yaml'
  const missing = await classLack(manifest)
  test.skip(missing !== undefined, missing)
  await deployApproved(manifest, 'ledger-export')

  const exported = await run('ledger-export', 'examples/ledger-export/year.json')
  expect(exported.status).toBe('succeeded')
  await signIn('ada')
  await page.goto(`/runs/${exported.id}`)
  await expect(page.getByText('Succeeded').first()).toBeVisible()
})
