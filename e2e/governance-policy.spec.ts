import { expect, test } from './fixtures.ts'

test.describe.configure({ mode: 'serial' })

const title = `Small ones are named ${Date.now() % 100_000}`

test('a policy is drafted with faults that say what was meant, simulated, and submitted', async ({ page, signIn }) => {
  await signIn('root')
  await page.goto('/policy')
  await page.getByRole('button', { name: 'New draft' }).click()
  await page.getByLabel('What it is to change').fill(title)
  await page.getByLabel('Whose rules').selectOption('platform')
  await page.getByRole('button', { name: 'Begin the draft' }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()

  await page.getByLabel('Name of a new rule').fill('team.small')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  const editor = page.getByRole('textbox', { name: 'Rule as Cedar' })
  const write = async (text: string) => {
    await editor.click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText(text)
  }
  const rule = (attribute: string) => `@id("team.small")
@title("Small ones are named")
@level("advisory")
@reason("{resource.name} is small.")
@remedy("Nothing to do.")
forbid (principal, action == BareCount::Action::"pre_deploy", resource)
when { resource.${attribute} == "small" };
`
  await write(rule('sise'))
  await expect(page.getByRole('list', { name: 'Faults' })).toContainText('Did you mean `size`?')
  await page.getByRole('button', { name: 'Keep in the draft' }).click()
  await expect(page.getByRole('button', { name: 'Kept' })).toBeVisible()

  await page.getByRole('link', { name: 'What if' }).click()
  await page.getByRole('button', { name: 'Simulate', exact: true }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'fault' })).toContainText('team.small')

  await page.getByRole('link', { name: /^Rules/ }).click()
  await page.getByRole('button', { name: /^team\.small/ }).click()
  await write(rule('size'))
  await expect(page.getByText('It fits the schema.')).toBeVisible()
  await page.getByRole('button', { name: 'Keep in the draft' }).click()
  await expect(page.getByRole('button', { name: 'Kept' })).toBeVisible()

  await page.getByRole('button', { name: 'Submit for approval' }).click()
  await expect(page.getByRole('dialog')).toContainText('not simulated')
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click()

  await page.getByRole('link', { name: 'What if' }).click()
  await page.getByRole('button', { name: 'Simulate', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Simulate again' })).toBeEnabled({ timeout: 30_000 })
  await expect(page.getByText('Live runners', { exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'Submit for approval' }).click()
  await expect(page.getByRole('link', { name: 'Approval', exact: true })).toBeVisible()
})

test('somebody who did not edit it approves, and its author activates it', async ({ page, signIn }) => {
  await signIn('frances')
  await page.goto('/approvals')
  await page.getByText(title).first().click()
  await expect(page.getByText('Rules that change')).toBeVisible()
  await expect(page.getByRole('heading', { name: /team\.small/ })).toBeVisible()
  await page
    .getByRole('button', { name: /^Approve/ })
    .first()
    .click()
  await expect(page.getByText('Approved.')).toBeVisible()

  await page.context().clearCookies()
  await signIn('root')
  await page.goto('/policy')
  await page.getByRole('link', { name: title }).click()
  await page.getByRole('button', { name: 'Activate' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/Version \d+ of the platform/)
  await expect(page.getByRole('heading', { name: /team\.small/ })).toContainText('added')
})

test('going back makes a draft of an older version', async ({ page, signIn }) => {
  await signIn('root')
  await page.goto('/policy/versions')
  await page.getByRole('link', { name: 'Version 1', exact: true }).click()
  await page.getByRole('button', { name: 'Go back to this' }).click()
  await page.getByRole('button', { name: 'Begin the draft' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Back to version 1' })).toBeVisible()
  await page.getByRole('link', { name: 'Changes' }).click()
  await expect(page.getByRole('heading', { name: /team\.small/ })).toContainText('removed')
})
