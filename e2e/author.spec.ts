import fs from 'node:fs'
import { expect, test } from './fixtures.ts'

const example = 'examples/orders-webhook'
const text = fs.readFileSync(`${example}/manifest.yaml`, 'utf8')
const unique = () => `form-${Date.now().toString(36)}`

test('a manifest is imported, corrected in form and YAML, submitted with its source, and deployed', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const name = unique()
  await signIn('ada')
  await page.goto('/manifests')
  await expect(page.getByRole('heading', { name: 'Manifests' })).toBeVisible()
  await expectAccessible()
  await page.getByRole('link', { name: 'Import', exact: true }).first().click()
  const faulty = text.replace('name: orders-webhook', `name: ${name}`).replace('size: small', 'size: smal')
  await page.getByLabel('Manifest file').setInputFiles({
    name: 'manifest.yaml',
    mimeType: 'application/yaml',
    buffer: Buffer.from(faulty),
  })
  await expect(page.getByText('1 fault to correct in the editor')).toBeVisible()
  await page.getByRole('button', { name: 'Open in the editor' }).click()

  // The fault leads to its field; correcting it there leaves the comments of the YAML alone.
  const verdict = page.getByRole('complementary', { name: 'Verdict' })
  await verdict.getByRole('button', { name: /smal/ }).click()
  await expect(page.getByLabel('Size')).toBeFocused()
  await page.getByLabel('Size').selectOption('small')
  await expect(verdict.getByText('No faults')).toBeVisible()
  await expect(verdict.getByText(/a month/).first()).toBeVisible()
  await expectAccessible()

  // The same place in the YAML, with what the form does not show still there.
  await page.getByRole('tab', { name: 'YAML' }).click()
  const yaml = page.getByRole('textbox', { name: 'Manifest as YAML' })
  await expect(yaml).toContainText('# A webhook that takes orders')
  await expect(yaml.locator('.cm-activeLine')).toContainText('size: small')
  await page.keyboard.press('End')
  await page.keyboard.type('\nsiez: large')
  await expect(verdict.getByText(/runner.siez is not a field.*Did you mean size\?/)).toBeVisible()
  await page.keyboard.press('Shift+Home')
  await page.keyboard.press('Delete')
  await expect(verdict.getByText('No faults')).toBeVisible()
  await expectAccessible()
  await page.getByRole('tab', { name: 'Form' }).click()

  // Submit explains what is missing, and then makes a version.
  await page.getByRole('button', { name: 'Submit' }).click()
  await expect(page.getByText('Not submitted: there is no source yet')).toBeVisible()
  await page.getByLabel('Source folder').setInputFiles(`${example}/src`)
  await expect(page.getByText('src.zip')).toBeVisible()
  await page.getByRole('button', { name: 'Submit' }).click()
  await expect(page.getByText('Version 1 is submitted.')).toBeVisible()
  await expectAccessible()

  await page.getByRole('button', { name: 'Deploy to dev' }).click()
  await page.waitForURL(/\/deployments\/dep_/)
  await expect(page.getByRole('heading', { name: `Deploy ${name} v1 to dev` })).toBeVisible()
})

test('the selection guide fills the manifest, a draft outlives the page, and versions can be compared', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const name = unique()
  await signIn('ada')
  await page.goto('/manifests/new?guide=1')
  const guide = page.getByRole('dialog', { name: 'Which runner fits?' })
  for (const answer of ['On the internet', 'Short and in bursts', 'Within seconds', 'Nothing special']) {
    await guide.getByRole('radio', { name: answer }).check()
  }
  await expect(guide.getByText('Serverless, medium, Public egress from a VPC')).toBeVisible()
  await expectAccessible()
  await guide.getByRole('button', { name: 'Fill the manifest' }).click()
  await expect(page.getByLabel('Size')).toHaveValue('medium')

  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Source folder').setInputFiles(`${example}/src`)
  await expect(page.getByText('src.zip')).toBeVisible()
  await expect(page.getByText(/Draft saved/)).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(name)
  await expect(page.getByText('src.zip')).toBeVisible()
  await page.getByRole('button', { name: 'Submit' }).click()
  await expect(page.getByText('Version 1 is submitted.')).toBeVisible()

  await page.getByRole('link', { name: 'Edit' }).click()
  await expect(page.getByRole('heading', { name: `Edit ${name}` })).toBeVisible()
  await page.getByLabel('Timeout').fill('90s')
  await page.getByRole('button', { name: 'Schedule' }).click()
  await expect(page.getByText(/At 06:00\. Next: /)).toBeVisible()
  await page.getByRole('button', { name: 'Submit' }).click()
  await expect(page.getByText('Version 2 is submitted.')).toBeVisible()
  await page.goto('/manifests')
  await expect(page.getByRole('link', { name, exact: true })).toHaveCount(1) // in the table, and in no draft any more
  await page.goBack()
  await page.getByRole('link', { name: 'since v1' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'run.timeout_seconds' })).toContainText(/300.*90/)
  await expect(page.getByRole('region', { name: 'Differences by line' })).toContainText('timeout: 90s')
  await expectAccessible()
})

test('who may only read is not offered to write, and cannot', async ({ page, signIn }) => {
  await signIn('alan')
  await page.goto('/manifests')
  await expect(page.getByRole('heading', { name: 'Manifests' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'New manifest' })).toHaveCount(0)
  await page.goto('/manifests/new')
  await expect(page.getByRole('button', { name: 'Submit' })).toHaveCount(0)
})
