import fs from 'node:fs'
import path from 'node:path'
import { expect, home, test } from './fixtures.ts'
import { policyDraft } from './policy-draft.ts'
import { barecount } from './portal.ts'

test.beforeAll(async () => {
  const deployed = await barecount('ada', 'deploy', 'examples/orders-webhook/manifest.yaml', '--env', 'dev', '--wait')
  expect(deployed.code, deployed.stdout + deployed.stderr).toBe(0)
})

test('what a run used is added up at once: page, terminal and file', async ({ page, signIn, expectAccessible }) => {
  const token = `usage-${Date.now().toString(36)}`
  const input = ['--input', 'examples/orders-webhook/order.json']
  const ran = await barecount(
    'ada',
    'run',
    'start',
    'orders-webhook',
    '--env',
    'dev',
    '--token',
    token,
    ...input,
    '--wait',
  )
  expect(ran.code, ran.stdout + ran.stderr).toBe(0)

  const { rows } = JSON.parse((await barecount('ada', 'usage', 'show', '--by', 'pipeline', '--json')).stdout) as {
    rows: Record<'key' | 'succeeded' | 'failed' | 'denied' | 'cancelled', string | number>[]
  }
  const used = rows.find(({ key }) => key === 'orders/ingest')
  expect(used?.succeeded).toBeGreaterThan(0)
  const runs = ['succeeded', 'failed', 'denied', 'cancelled'] as const
  const ended = runs.reduce((sum, name) => sum + Number(used?.[name]), 0)

  await signIn('ada')
  await page.goto('/cost?by=pipeline&measure=runs')
  const table = page.getByRole('table', { name: 'Use by pipeline' })
  await expect(table.getByRole('row').filter({ hasText: 'orders/ingest' })).toContainText(ended.toLocaleString('en-US'))
  await page.getByText('Day by day as a table').click()
  await expect(page.getByRole('table', { name: 'Runs by day, as a table' })).toBeVisible()
  await expectAccessible()

  const file = path.join(home, `${token}.csv`)
  expect((await barecount('ada', 'usage', 'export', '--runs', '--out', file)).code).toBe(0)
  const [head = '', ...lines] = fs.readFileSync(file, 'utf8').trimEnd().split('\r\n')
  const names = head.split(',')
  const line = lines.map((text) => text.split(',')).find((cells) => cells[names.indexOf('token')] === token)
  const tags = ['tenant', 'pipeline', 'class', 'size', 'environment'].map((name) => line?.[names.indexOf(name)])
  expect(tags).toEqual(['acme', 'orders/ingest', 'serverless', 'small', 'dev'])

  const limits = await barecount('ada', 'usage', 'limits')
  expect(limits.stdout).toMatch(/^Budget: .* used/)
  expect((await barecount('ada', 'usage', 'tenants')).stderr).toContain('usage:all')
  expect((await barecount('root', 'usage', 'tenants')).code).toBe(0)
})

test('limits of classes are set in a draft, which says what it changes', async ({ page, signIn, expectAccessible }) => {
  const id = await policyDraft('Hours of classes')
  await signIn('root')
  await page.goto(`/policy/drafts/${id}/matrix`)
  await expectAccessible()
  await page.getByLabel('Hours a month of container').fill('40.5')
  await page.getByLabel('Runs at once of container').fill('8')
  await page.getByLabel('Runs at once, all tenants').fill('500')
  await page.getByLabel('Runs at once, all tenants').press('Enter')
  await page.getByRole('button', { name: 'Keep in the draft' }).click()
  await expect(page.getByRole('button', { name: 'Kept' })).toBeVisible()
  await page.goto(`/policy/drafts/${id}/changes`)
  const changes = page.getByRole('list', { name: 'Quotas and budgets that change' })
  await expect(changes).toContainText('Hours a month of container: inherited → 40.5 h.')
  await expect(changes).toContainText('Runs at once, all tenants: inherited → 500.')
})

test('quotas are burnt down, estimates are held against what was measured', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  await signIn('ada')
  await page.goto('/cost/quotas')
  await expect(page.getByRole('figure', { name: 'Budget, burnt down' })).toBeVisible()
  await expect(page.getByRole('table', { name: 'Runs at once by class' })).toContainText('Serverless')
  await page.goto('/cost/estimates')
  const row = page.getByRole('row').filter({ hasText: 'orders-webhook' }).first()
  await expect(row).toContainText('too early to say')
  await expectAccessible()
})
