import { deployWithFindings } from './denied-deployment.ts'
import { api, expect, test, tokenOf } from './fixtures.ts'
import { barecount } from './portal.ts'

const nextYear = `${new Date().getUTCFullYear() + 1}-01-31`

test('what a gate denies is triaged and waived, runs, and is reported when that ends', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  test.slow() // it deploys twice
  const denied = await deployWithFindings('storefront')
  expect(denied.code).toBe(1)
  expect(denied.stdout).toMatch(/licence that is not allowed, without a waiver in force: 1/)
  expect(denied.stdout).toMatch(/There is 1 more reason/)

  // Ada works through the list with the keyboard; to excuse a finding is not hers.
  await signIn('ada')
  await page.goto('/findings?component=handlebars')
  await page
    .getByRole('link', { name: /^GHSA-/ })
    .first()
    .waitFor()
  // The page is there before it listens to keys.
  await expect(async () => {
    await page.keyboard.press('j')
    await expect(page.locator('a[data-row]:focus')).toHaveCount(1, { timeout: 500 })
  }).toPass()
  await page.keyboard.press('x')
  await page.getByRole('button', { name: 'Triage 1' }).click()
  const dialog = page.getByRole('dialog', { name: /^Triage GHSA-/ })
  await expect(dialog.getByText('Covers 1 finding in 1 artifact')).toBeVisible()
  await expect(dialog.getByRole('option', { name: 'Accepted' })).toBeDisabled()
  await dialog.getByLabel('Status').selectOption('will_fix')
  await dialog.getByLabel('Reason').fill('Replaced in the next version.')
  await expectAccessible()
  await dialog.getByRole('button', { name: 'Set the status' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Will be fixed' })).toHaveCount(1)

  // Grace, who had no hand in it, excuses what does not apply.
  const token = await tokenOf('grace')
  const { body } = await api<{ findings: { id: string }[] }>(token, '/findings?severity=high&component=handlebars')
  const ids = body.findings.map(({ id }) => id)
  const refused = await barecount('ada', 'findings', 'triage', ...ids, '--status', 'false_positive', '--reason', 'No.')
  expect(refused.code).toBe(1)
  const words = [
    '--status',
    'not_affected',
    '--justification',
    'code_not_reachable',
    '--reason',
    'Templates are our own.',
  ]
  expect((await barecount('grace', 'findings', 'triage', ...ids, ...words)).code).toBe(0)

  const waived = await api<{ id: string }>(token, '/waivers', {
    method: 'POST',
    body: JSON.stringify({
      component: 'readline-gpl',
      licence: 'GPL-3.0-only',
      reason: 'A program of its own.',
      expiresAt: `${nextYear}T00:00:00Z`,
    }),
  })
  expect(waived.status).toBe(201)
  expect((await deployWithFindings('storefront')).code).toBe(0)
  const which = await barecount('ada', 'findings', 'which', 'handlebars')
  expect(which.stdout).toMatch(/handlebars@4\.0\.0 .*storefront@dev/)

  // The waiver ends; Ada, who looks at something else, is told.
  const ada = await tokenOf('ada')
  await api(ada, '/notifications/read', { method: 'POST', body: JSON.stringify({ ids: 'all' }) })
  await page.goto('/runs')
  await expect(page.getByRole('button', { name: 'Notifications', exact: true })).toBeVisible()
  await api(token, `/waivers/${waived.body.id}/revoke`, {
    method: 'POST',
    body: JSON.stringify({ reason: 'Too risky.' }),
  })
  const bell = page.getByRole('button', { name: 'Notifications, 1 unread' })
  await expect(bell).toBeVisible()
  await bell.click()
  await expectAccessible()
  await page.getByRole('link', { name: /storefront in dev has would not be deployed today/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'storefront' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Notifications', exact: true })).toBeVisible()
})
