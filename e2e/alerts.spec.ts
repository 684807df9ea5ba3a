import { expect, test } from './fixtures.ts'
import { barecount } from './portal.ts'

// Rules are looked at every minute, and a new one at once.
const soon = { timeout: 90_000 }

test('a rule finds runs that fail, people are told, and a silence holds the next news back', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  test.setTimeout(240_000)
  const deployed = await barecount('ada', 'deploy', 'examples/orders-webhook/manifest.yaml', '--env', 'dev', '--wait')
  expect(deployed.code, deployed.stdout + deployed.stderr).toBe(0)
  // An order without anything in it is refused by the code.
  const failed = await barecount('ada', 'run', 'start', 'orders-webhook', '--env', 'dev', '--wait')
  expect(failed.code).toBe(1)
  const name = `Orders fail ${Date.now().toString(36)}`

  await signIn('ada')
  await page.goto('/alerts/rules')
  await page.getByRole('button', { name: 'Add a rule' }).click()
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('From, in % of runs').fill('1')
  await page.getByLabel('Runs at least').fill('1')
  await page.getByLabel('Runner', { exact: true }).selectOption({ label: 'orders-webhook in dev' })
  await expectAccessible()
  await page.getByRole('button', { name: 'Add it' }).click()
  await expect(page.getByRole('link', { name, exact: true })).toBeVisible()

  const row = page.getByRole('row').filter({ hasText: name })
  await expect(async () => {
    await page.goto('/alerts')
    await expect(row).toContainText('of the runs of orders-webhook in dev failed', { timeout: 1000 })
  }).toPass(soon)
  await expectAccessible()
  await page.goto('/notifications')
  await expect(page.getByRole('link', { name: new RegExp(`^${name}: `) }).first()).toBeVisible()
  await page.goto('/health')
  await expect(page.getByRole('region', { name: 'Open alerts' })).toContainText(name)
  await expectAccessible()

  await page.goto('/alerts')
  await row.getByRole('button', { name: `Silence ${name}` }).click()
  await page.getByLabel('Reason').fill('Known: the shop sends empty orders.')
  await page.getByRole('dialog').getByRole('button', { name: 'Silence' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.goto('/alerts/silences')
  const silence = page.getByRole('row').filter({ hasText: 'the shop sends empty orders' }).first()
  await expect(silence).toContainText('In force')
  await expectAccessible()
  await silence.getByRole('button', { name: 'End the silence: Known: the shop sends empty orders.' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'End the silence' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(silence).toContainText('Lifted')

  await page.goto('/alerts/rules')
  await page.getByRole('button', { name: `Remove ${name}` }).click()
  await page.getByRole('button', { name: 'Remove the rule' }).click()
  // The dialog hides what is behind it, and closes once the rule is gone.
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0)
  await page.goto('/alerts')
  await expect(row).toContainText('Resolved')
})

test('runs are narrowed, their columns chosen, and one is read attempt by attempt', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  test.setTimeout(240_000)
  await barecount('ada', 'deploy', 'examples/orders-webhook/manifest.yaml', '--env', 'dev', '--wait')
  await barecount('ada', 'run', 'start', 'orders-webhook', '--env', 'dev', '--wait')
  await signIn('ada')
  await page.goto('/runs')
  await page.getByLabel('Cause').selectOption({ label: 'The code failed' })
  await expect(page).toHaveURL(/cause=user_error/)
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByLabel('Cause', { exact: true }).last().check()
  await expect(page.getByRole('columnheader', { name: 'Cause' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('link', { name: 'Runs of orders-webhook' }).first()).toBeVisible()
  await expectAccessible()
  await page.getByRole('table', { name: 'Runs' }).getByRole('link', { name: 'orders-webhook' }).first().click()
  await expect(page.getByRole('list', { name: 'What became of it' })).toContainText('Attempt 1 began')
  await page.getByRole('button', { name: 'States' }).click()
  await expect(page.getByRole('table', { name: 'Where a run may go' })).toContainText('Its retry is due.')
  await expectAccessible()
})
