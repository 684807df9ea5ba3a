import { api, expect, test, tokenOf } from './fixtures.ts'

test.beforeEach(async ({ signIn }) => {
  await signIn('edsger')
})

test('an admin adds a person, hands over the first password, changes the roles and removes them', async ({ page }) => {
  const email = `person-${Date.now()}@acme.test`
  await page.goto('/settings/members')
  await page.getByRole('button', { name: 'Add a member' }).click()
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByText('First password')).toBeVisible()
  await page.getByRole('button', { name: 'I have handed it over' }).click()

  const row = page.getByRole('row').filter({ hasText: email })
  await row.getByRole('button', { name: `Acts on ${email}` }).click()
  await page.getByRole('menuitem', { name: 'Change roles' }).click()
  await page.getByRole('checkbox', { name: 'Auditor' }).check()
  await page.getByRole('button', { name: 'Save the roles' }).click()
  await expect(row.getByText('auditor')).toBeVisible()

  await row.getByRole('button', { name: `Acts on ${email}` }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await page.getByRole('button', { name: `Remove ${email}` }).click()
  await expect(row).toHaveCount(0)
})

test('the first API token of a person is shown once, works, and is refused after it was revoked', async ({ page }) => {
  await page.goto('/settings/tokens')
  await page.getByRole('button', { name: 'Create a token' }).click()
  await page.getByLabel('Name').fill('journey')
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  const secret = (await page.getByRole('dialog').getByText(/^bct_/).textContent()) ?? ''
  const ask = () => page.request.get('/api/v1/whoami', { headers: { authorization: `Bearer ${secret}` } })
  expect((await ask()).status()).toBe(200)
  await page.getByRole('button', { name: 'I have copied it' }).click()
  await expect(page.getByText(secret)).toHaveCount(0)

  await page.getByRole('button', { name: 'Revoke journey' }).click()
  await page.getByRole('button', { name: 'Revoke the token' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'journey' }).getByText('Revoked')).toBeVisible()
  expect((await ask()).status()).toBe(401)
})

test('a secret goes in, is listed by its path, and its value is never shown', async ({ page }) => {
  await page.goto('/settings/secrets')
  await page.getByRole('button', { name: 'Set a secret' }).click()
  await page.getByLabel('Path').fill('Not a path')
  await page.getByRole('textbox', { name: 'Value' }).fill('hunter2-journey')
  await page.getByRole('button', { name: 'Keep it' }).click()
  await expect(page.getByRole('alert').filter({ hasText: /path/ })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Value' })).toHaveValue('hunter2-journey')
  await page.getByLabel('Path').fill('journey/api-key')
  await page.getByRole('button', { name: 'Keep it' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'journey/api-key' })).toBeVisible()
  expect(await page.content()).not.toContain('hunter2-journey')
})

test('a person with a first password must choose an own one before anything else', async ({ page }) => {
  const email = `first-${Date.now()}@acme.test`
  const token = await tokenOf('edsger')
  const body = JSON.stringify({ email, roles: ['auditor'] })
  const { firstPassword } = (await api<{ firstPassword: string }>(token, '/members', { method: 'POST', body })).body
  await page.context().clearCookies()
  const signInWith = async (password: string) => {
    await page.goto('/sign-in')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  }
  await signInWith(firstPassword)
  await page.waitForURL(/\/new-password/)
  expect((await page.request.get('/api/v1/whoami')).status()).toBe(401)
  await page.goto('/evidence')
  await page.waitForURL(/\/new-password/)
  await page.getByLabel('New password').fill('a few words of my own')
  await page.getByLabel('Once more').fill('a few words of my own')
  await page.getByRole('button', { name: 'Set the password' }).click()
  await page.waitForURL(/\/sign-in/)
  await signInWith('a few words of my own')
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible()
})

test('an agent is invited by a command that is shown once; without one the page says how to get it', async ({
  page,
}) => {
  await page.goto('/settings/agents')
  await page.getByRole('button', { name: 'Enrol an agent' }).click()
  await page.getByLabel('Name').fill('plant-7')
  await page.getByRole('button', { name: 'Make the command' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(/BARECOUNT_AGENT_ENROLMENT=bce_.* node agent\.mjs/)).toBeVisible()
  await page.getByRole('button', { name: 'I have copied it' }).click()
  await expect(page.getByText(/bce_/)).toHaveCount(0)
})
