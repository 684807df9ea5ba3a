import { expect, test } from './fixtures.ts'

test('keys and the palette lead everywhere, and a pasted id to what it names', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  await signIn('ada')
  await page.goto('/settings/environments')
  await page.keyboard.press('g')
  await page.keyboard.press('m')
  await page.waitForURL('**/manifests')
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Go anywhere' })
  await expect(palette).toBeVisible()
  await expectAccessible()
  await page.keyboard.type('cost')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/cost')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('man_01ARZ3NDEKTSV4RRFFQ69G5FAV')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/manifests/man_*')
  await expect(page.getByRole('heading', { name: 'Nothing here by that name' })).toBeAttached()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
})

test('a chosen theme is there from the first byte on', async ({ page, signIn }) => {
  await signIn('ada')
  await page.goto('/')
  await page.getByRole('button', { name: 'You: Ada Engineer' }).click()
  await page.getByRole('menuitem', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveClass(/\bdark\b/)
  const html = await (await page.request.get('/')).text()
  expect(/<html[^>]*class="[^"]*\bdark\b/.test(html)).toBe(true)
})

test('on a phone the rail is a sheet', async ({ page, signIn, expectAccessible }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn('ada')
  await page.goto('/')
  await page.getByRole('button', { name: 'Menu' }).click()
  await expectAccessible()
  await page.getByRole('dialog').getByRole('link', { name: 'Runs' }).click()
  await page.waitForURL('**/runs')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('switching the tenant shows the other tenant', async ({ page, signIn }) => {
  await signIn('grace')
  await page.goto('/')
  await page.getByRole('button', { name: 'Acme Retail' }).click()
  await page.getByRole('menuitem', { name: 'Globex Energy' }).click()
  await expect(page.getByRole('button', { name: 'Globex Energy' })).toBeVisible()
})
