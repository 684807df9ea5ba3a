import fs from 'node:fs'
import { expect, test } from './fixtures.ts'

const example = 'examples/orders-webhook'

/** What each stage must have produced, as the page shows it. */
const produced: Record<string, string[]> = {
  Author: ['Version', 'Digest'],
  Validate: ['Policy version', 'Per month micros'],
  Build: ['Artifact digest', 'Entries', 'Dependencies'],
  'Scan & attest': ['Attestations', 'Findings', 'Dataset'],
  'Provision primitives': ['Profile', 'Created'],
  Deploy: ['Plan digest', 'Runner id'],
  Register: ['runner/acme/dev', 'orders/ingest'],
  'Smoke test': ['storage write and read back', 'secret fetch', 'evidence write', 'Isolation'],
  Operate: ['Triggers'],
}

test('by the form alone: from a manifest to a result whose evidence verifies in the browser', async ({
  page,
  signIn,
}) => {
  const name = `journey-${Date.now().toString(36)}`
  const text = fs.readFileSync(`${example}/manifest.yaml`, 'utf8').replace('name: orders-webhook', `name: ${name}`)
  await signIn('ada')

  await page.goto('/manifests/import')
  const buffer = Buffer.from(text)
  await page.getByLabel('Manifest file').setInputFiles({ name: 'manifest.yaml', mimeType: 'application/yaml', buffer })
  await page.getByRole('button', { name: 'Open in the editor' }).click()
  await page.getByLabel('Source folder').setInputFiles(`${example}/src`)
  await expect(page.getByText('src.zip')).toBeVisible()
  await page.getByRole('button', { name: 'Submit' }).click()
  await page.getByRole('button', { name: 'Deploy to dev' }).click()

  await page.waitForURL(/\/deployments\/dep_/)
  await expect(page.getByText('Done. The runner takes work.')).toBeVisible({ timeout: 60_000 })
  for (const [stage, facts] of Object.entries(produced)) {
    const row = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: stage }) })
    const head = row.getByRole('button', { name: stage })
    if ((await head.getAttribute('aria-expanded')) !== 'true') await head.click()
    for (const fact of facts) await expect(row, stage).toContainText(fact)
    await expect(row.getByRole('region', { name: /^Log of/ }), stage).not.toContainText('Nothing was written.')
  }

  await page.getByRole('link', { name: 'Open the runner' }).click()
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
  await page.getByLabel('Input').fill(fs.readFileSync(`${example}/order.json`, 'utf8'))
  await page.getByRole('button', { name: 'Run now' }).click()
  await page.waitForURL(/\/runs\/job_/)
  await expect(page.getByText('Succeeded').first()).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText(/"currency": "EUR"/).first()).toBeVisible()

  await page.goto('/evidence')
  await page
    .getByRole('link', { name: new RegExp(`The run of ${name} succeeded`) })
    .first()
    .click()
  await page.getByRole('button', { name: 'Verify here' }).click()
  await expect(page.getByText('This entry is signed and in the log, unchanged.')).toBeVisible()
})
