import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { policyDraft } from './policy-draft.ts'
import { barecount } from './portal.ts'

/** Denied: S3 has a private route, and this would reach it over the open internet. */
const denied = (name: string) => `# Takes orders in.
apiVersion: barecount.io/v1
kind: RunnerManifest
metadata: { name: ${name}, pipeline: orders/ingest, owner: finance-data }
runner:
  class: serverless
  size: small # enough, says the load test
  network_profile: public_vpc_egress
  egress_allow: [s3.eu-west-1.amazonaws.com:443]
  function: { source: ./src, runtime: nodejs, handler: index.handler }
`

function writeDenied(name: string): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nearest-'))
  fs.mkdirSync(path.join(folder, 'src'))
  fs.writeFileSync(path.join(folder, 'src', 'index.mjs'), `export const handler = async () => '${name}'`)
  fs.writeFileSync(path.join(folder, 'manifest.yaml'), denied(name))
  return path.join(folder, 'manifest.yaml')
}

/** Which private network is the cheaper one depends on who else shares it at this moment. */
const PRIVATE = 'private_vpc|privatelink'

const unique = (what: string) => `${what}-${Date.now().toString(36)}`

test('denied, then the nearest compliant manifest, then submitted', async ({ page, signIn, expectAccessible }) => {
  const name = unique('nearest')
  const file = writeDenied(name)
  const refused = await barecount('ada', 'deploy', file, '--env', 'dev', '--wait', '--json')
  expect(refused.code).toBe(1)
  const { id } = JSON.parse(refused.stdout) as { id: string }
  await signIn('ada')
  await page.goto(`/deployments/${id}`)
  await expect(page.getByText(/A private route exists to s3/).first()).toBeVisible()
  await expectAccessible()

  await page.getByRole('link', { name: 'Open the nearest compliant manifest' }).click()
  await expect(page.getByText('Filled in with the nearest compliant manifest for dev')).toBeVisible()
  await expect(page.getByText(new RegExp(`runner.network_profile public_vpc_egress → (${PRIVATE})`))).toBeVisible()
  const verdict = page.getByRole('complementary', { name: 'Verdict' })
  await expect(verdict.getByText('Allowed')).toBeVisible()
  await expectAccessible()
  await page.getByRole('tab', { name: 'YAML' }).click()
  const yaml = page.getByRole('textbox', { name: 'Manifest as YAML' })
  await expect(yaml).toContainText(new RegExp(`network_profile: (${PRIVATE})`))
  await expect(yaml).toContainText('# enough, says the load test')
  await page.getByRole('button', { name: 'Submit' }).click()
  await expect(page.getByText('Version 2 is submitted.')).toBeVisible()
})

test('in the editor it is made with one press, and another way is offered', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const name = unique('press')
  await signIn('ada')
  await page.goto('/manifests/import')
  await page.getByLabel('Manifest file').setInputFiles({
    name: 'manifest.yaml',
    mimeType: 'application/yaml',
    buffer: Buffer.from(denied(name)),
  })
  await page.getByRole('button', { name: 'Open in the editor' }).click()
  const verdict = page.getByRole('complementary', { name: 'Verdict' })
  const nearest = verdict.getByRole('region', { name: 'Nearest compliant manifest' })
  await expect(nearest.getByText(new RegExp(`public_vpc_egress → (${PRIVATE})`)).first()).toBeVisible()
  await expect(nearest.getByText(/[+−]\$[\d.,]+ a month/).first()).toBeVisible()
  await nearest.getByText('3 other ways').click()
  await expect(nearest.getByText('without s3.eu-west-1.amazonaws.com:443')).toBeVisible()
  await expectAccessible()
  await nearest.getByRole('button', { name: 'Make this change' }).click()
  await expect(verdict.getByText('Allowed')).toBeVisible()
  await expect(nearest).toHaveCount(0)
  await expect(page.getByLabel('Network profile')).toHaveValue(new RegExp(PRIVATE))
})

test('the command prints the change, and makes it', async () => {
  const file = writeDenied(unique('command'))
  const suggested = await barecount('ada', 'plan', file, '--env', 'dev', '--suggest')
  expect(suggested.code).toBe(1)
  expect(suggested.stdout).toMatch(new RegExp(`runner.network_profile: public_vpc_egress → (${PRIVATE})`))
  await barecount('ada', 'plan', file, '--env', 'dev', '--fix')
  expect(fs.readFileSync(file, 'utf8')).toMatch(new RegExp(`network_profile: (${PRIVATE})`))
  expect((await barecount('ada', 'plan', file, '--env', 'dev')).code).toBe(0)
})

const cell = (page: Page, name: RegExp) =>
  page.getByRole('grid', { name: 'Matrix of the draft' }).getByRole('button', { name })

test('a cell of a draft’s matrix is edited by keyboard, kept, and counts nowhere yet', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const id = await policyDraft('Public only in dev')
  await signIn('root')
  await page.goto(`/policy/drafts/${id}/matrix`)
  await expect(page.getByText('Says the same as')).toBeVisible()
  const first = cell(page, /^Serverless small on Public egress/)
  await first.focus()
  await page.keyboard.press('Space')
  await expect(first).toHaveAccessibleName(/: allowed, changed$/)
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(page.getByText('4 cells chosen.')).toBeVisible()
  await page.keyboard.press('d')
  await expect(cell(page, /: denied, changed$/)).toHaveCount(4)
  await page.keyboard.press('Control+z')
  await expect(cell(page, /: denied, changed$/)).toHaveCount(0)
  await page.keyboard.press('Control+y')
  await expect(cell(page, /: denied, changed$/)).toHaveCount(4)

  // Elsewhere it is inherited, from whom is said, and a place can say otherwise.
  await page.getByLabel('Environment', { exact: true }).selectOption('dev')
  await expect(first).toHaveAccessibleName(/inherited, denied by everywhere/)
  await first.click()
  await expect(first).toHaveAccessibleName(/: allowed, changed$/)
  await page.getByRole('button', { name: /^VPN ?: turn every cell/ }).click()
  await expect(page.getByText(/\d+ cells differ from/)).toBeVisible()
  await page.getByLabel('Budget a month in dev').fill('250')
  await page.getByLabel('Runners everywhere').fill('7')
  await page.getByLabel('Runners everywhere').press('Enter')
  await expectAccessible()
  await page.getByRole('button', { name: 'Keep in the draft' }).click()
  await expect(page.getByRole('button', { name: 'Kept' })).toBeVisible()
  await page.reload()
  await page.getByLabel('Environment', { exact: true }).selectOption('dev')
  await expect(first).toHaveAccessibleName(/: allowed, changed$/)
  await expect(page.getByLabel('Budget a month in dev')).toHaveValue('250')
})

test('a file with faults lists them all and changes nothing; a good one takes the place of the rows', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const row = { environment: '', classification: '', class: 'container', size: 'small', profile: 'vpn', allowed: true }
  const id = await policyDraft('From a file', [row])
  await signIn('root')
  await page.goto(`/policy/drafts/${id}/matrix`)
  const head = 'environment,classification,class,size,profile,allowed'
  const upload = (lines: string[]) =>
    page.getByLabel('File with rows of the matrix').setInputFiles({
      name: 'matrix.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([head, ...lines].join('\n')),
    })
  await expect(page.getByText('1 row.')).toBeVisible()
  await upload(Array.from({ length: 1000 }, () => 'dev,internal,container,smal,vpn,allowed'))
  const faults = page.getByRole('alert', { name: 'Faults of matrix.csv' })
  await expect(faults.getByText('matrix.csv has 1000 faults.')).toBeVisible()
  await expect(faults.getByRole('listitem')).toHaveCount(1000)
  await expect(faults.getByRole('listitem').first()).toContainText(/line 2, size.*Did you mean small\?/)
  await expect(page.getByText('1 row.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Kept' })).toBeDisabled()
  await expectAccessible()
  await upload(['any,any,container,medium,vpn,allowed', 'prod,restricted,container,medium,vpn,denied'])
  await expect(faults).toHaveCount(0)
  await expect(page.getByText('2 rows.')).toBeVisible()
  await expect(cell(page, /^Container small on VPN: inherited/)).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV', exact: true }).click()
  expect(fs.readFileSync(await (await download).path(), 'utf8')).toContain(
    'prod,restricted,container,medium,vpn,denied',
  )
})

test('everybody reads who decided a combination', async ({ page, signIn, expectAccessible }) => {
  await signIn('alan')
  await page.goto('/policy?environment=prod')
  const grid = page.getByRole('grid', { name: 'Tenant matrix' })
  await grid.getByRole('button', { name: /^Container small on Public egress/ }).click()
  await expect(page.getByText(/no row of the matrix allows it/)).toBeVisible()
  await expectAccessible()
})
