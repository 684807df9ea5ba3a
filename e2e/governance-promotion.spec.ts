import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { api, expect, test, tokenOf } from './fixtures.ts'
import { barecount } from './portal.ts'

const manifest = (name: string, mode: string, secret: boolean) => `apiVersion: barecount.io/v1
kind: RunnerManifest
metadata: { name: ${name}, pipeline: orders/ingest, owner: finance-data }
runner:
  class: serverless
  size: small
  network_profile: private_vpc
  concurrency_limit: 1
  env: { MODE: ${mode} }
  ${secret ? `secrets: { API_KEY: ${name}/key }` : ''}
  function: { source: ./src, runtime: nodejs, handler: index.handler }
`

/** Deploys a small function as Ada to dev. What it answers is its own, so that its artifact is, too. */
async function deployToDev(name: string, mode: string, secret = false) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'promotion-'))
  fs.mkdirSync(path.join(folder, 'src'))
  fs.writeFileSync(path.join(folder, 'manifest.yaml'), manifest(name, mode, secret))
  fs.writeFileSync(path.join(folder, 'src', 'index.mjs'), `export const handler = async () => '${name} ${mode}'`)
  try {
    return await barecount('ada', 'deploy', path.join(folder, 'manifest.yaml'), '--env', 'dev', '--wait')
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
}

const unique = (word: string) => `${word}-${Date.now().toString(36)}`

/** What an environment asks, as the platform's admin sets it; `prod` of the demo wants one approver. */
async function setGates(environment: string, gates: object) {
  const usual = { approvalsRequired: environment === 'prod' ? 1 : 0, requirePrevious: false, soakMinutes: 0 }
  const body = JSON.stringify({ ...usual, verificationRuns: 0, ...gates })
  const { status } = await api(await tokenOf('root'), `/environments/${environment}`, { method: 'PUT', body })
  expect(status).toBe(200)
}

const cell = (page: Page, name: string, environment: string) =>
  page.getByRole('button', { name: new RegExp(`^${name} in ${environment}: `) })
const openBoard = (page: Page, name: string) => page.goto(`/promotions?q=${name}`)

type Approvals = { approvals: { id: string; summary: string }[] }

async function approve(name: string) {
  const listed = await barecount('grace', 'approval', 'list', '--json')
  const { approvals } = JSON.parse(listed.stdout) as Approvals
  const mine = approvals.find(({ summary }) => summary.includes(name))
  expect(mine, listed.stdout).toBeDefined()
  const done = await barecount('grace', 'approval', 'approve', mine?.id ?? '', '--comment', 'It ran well in test.')
  expect(done.code, done.stderr).toBe(0)
}

test.describe('promotion', () => {
  test.beforeAll(() => setGates('prod', { requirePrevious: true, verificationRuns: 1 }))
  test.afterAll(() => setGates('prod', {}))

  test('goes dev → test → prod, and a failed smoke test stops it', async ({ page, signIn }) => {
    test.setTimeout(240_000)
    const name = unique('rising')
    // The secret it declares is not there yet, so its smoke test fails.
    expect((await deployToDev(name, 'calm', true)).code).toBe(1)
    await signIn('ada')
    await openBoard(page, name)
    await expect(cell(page, name, 'dev')).toContainText('Smoke test failed')
    await cell(page, name, 'dev').click()
    await page.getByRole('menuitem', { name: 'Promote to test…' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('Its smoke test in dev has not passed.')
    await expect(dialog.getByRole('button', { name: 'Promote to test' })).toBeDisabled()
    await dialog.getByRole('button', { name: 'Keep it as it is' }).click()
    const refused = await barecount('ada', 'promote', name, '--from', 'dev', '--to', 'test')
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('has not passed')])

    // The secret is set, the deployment resumed from its smoke test: now it may go on, by keyboard.
    const token = await tokenOf('edsger')
    const put = JSON.stringify({ path: `${name}/key`, value: 'a value' })
    expect((await api(token, '/secrets', { method: 'PUT', body: put })).status).toBeLessThan(300)
    await page.getByRole('link', { name: /Failed/ }).click()
    await page.getByRole('button', { name: /^Resume/ }).click()
    await expect(page.getByText('Done. The runner takes work.')).toBeVisible({ timeout: 60_000 })
    await openBoard(page, name)
    await cell(page, name, 'dev').focus()
    await page.keyboard.press('p')
    await expect(dialog).toContainText('Nobody need approve.')
    await expect(dialog).toContainText('variables.BC_ENVIRONMENT')
    await dialog.getByRole('button', { name: 'Promote to test' }).click()
    // The board follows by itself.
    await expect(cell(page, name, 'test')).toContainText('No runs yet', { timeout: 60_000 })

    // To prod by dragging: not from dev, and from test only with a run that succeeded there.
    await cell(page, name, 'dev').dragTo(page.getByRole('row', { name }).getByRole('cell').nth(2))
    await expect(dialog).toContainText('prod takes only what comes from test.')
    await expect(dialog.getByRole('button', { name: 'Promote to prod' })).toBeDisabled()
    await page.keyboard.press('Escape')
    const run = await barecount('ada', 'run', 'start', name, '--env', 'test', '--wait')
    expect(run.code, run.stderr).toBe(0)
    await openBoard(page, name)
    await cell(page, name, 'test').dragTo(page.getByRole('row', { name }).getByRole('cell').nth(2))
    await expect(dialog).toContainText('1 person must approve')
    await dialog.getByRole('button', { name: 'Promote to prod' }).click()
    await expect(page.getByRole('link', { name: /Waiting for approval/ })).toBeVisible({ timeout: 60_000 })
    await approve(name)
    await expect(cell(page, name, 'prod')).toContainText('v1', { timeout: 60_000 })

    // The same digest everywhere, and evidence of who and what.
    const { body } = await api<{ rows: { cells: { artifactDigest: string }[] }[] }>(token, `/promotions?q=${name}`)
    expect(new Set(body.rows[0]?.cells.map(({ artifactDigest }) => artifactDigest)).size).toBe(1)
    await page.goto('/evidence')
    await expect(
      page.getByRole('link', { name: new RegExp(`A promotion of ${name} v1 from test to prod was requested`) }),
    ).toBeVisible()
  })

  test('is held with a reason, released, and two cells are compared', async ({ page, signIn, expectAccessible }) => {
    test.setTimeout(180_000)
    const name = unique('held')
    await deployToDev(name, 'calm')
    expect((await barecount('ada', 'promote', name, '--from', 'dev', '--to', 'test', '--wait')).code).toBe(0)
    await deployToDev(name, 'brisk')
    await signIn('ada')
    await openBoard(page, name)
    await expect(cell(page, name, 'test')).toContainText('1 behind')
    await cell(page, name, 'dev').focus()
    await page.keyboard.press('h')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Reason').fill('The totals are wrong.')
    await dialog.getByRole('button', { name: 'Hold it' }).click()
    await expect(cell(page, name, 'dev')).toContainText('Held')
    await cell(page, name, 'dev').focus()
    await page.keyboard.press('p')
    await expect(dialog).toContainText('It is held in dev: The totals are wrong.')
    await page.keyboard.press('Escape')
    const released = await barecount('ada', 'release', name, '--env', 'dev', '--reason', 'They are right.')
    expect(released.code, released.stderr).toBe(0)
    await expect(cell(page, name, 'dev')).not.toContainText('Held')

    await cell(page, name, 'dev').focus()
    await page.keyboard.press('d')
    await page.keyboard.press('ArrowRight')
    await expect(cell(page, name, 'test')).toBeFocused()
    await page.keyboard.press('d')
    await page.waitForURL(/\/promotions\/diff\?/)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${name} in dev and test`)
    await expect(page.getByText('variables.MODE')).toBeVisible()
    await expect(page.getByText('The artifacts differ.')).toBeVisible()
    await expectAccessible()
  })
})

test('rolling back brings the good version before, with its artifact and without building', async ({
  page,
  signIn,
}) => {
  test.setTimeout(180_000)
  const name = unique('back')
  await deployToDev(name, 'calm')
  const token = await tokenOf('ada')
  type Board = { rows: { cells: { version: number; artifactDigest: string }[] }[] }
  const inDev = async () => (await api<Board>(token, `/promotions?q=${name}`)).body.rows[0]?.cells[0]
  const good = await inDev()
  await deployToDev(name, 'brisk')
  expect((await inDev())?.artifactDigest).not.toBe(good?.artifactDigest)
  await signIn('ada')
  await openBoard(page, name)
  await cell(page, name, 'dev').focus()
  await page.keyboard.press('b')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Against v2, which runs in dev now')
  await dialog.getByRole('button', { name: 'Roll back to v1' }).click()
  await expect(cell(page, name, 'dev')).toContainText('v1', { timeout: 60_000 })
  expect((await inDev())?.artifactDigest).toBe(good?.artifactDigest)

  // By command, to a version by its number; what ran only elsewhere is nothing to go back to.
  const forward = await barecount('ada', 'rollback', name, '--env', 'dev', '--to', '2', '--wait')
  expect(forward.code, forward.stderr).toBe(0)
  expect((await inDev())?.version).toBe(2)
  const nothing = await barecount('ada', 'rollback', name, '--env', 'prod')
  expect([nothing.code, nothing.stderr]).toEqual([1, expect.stringContaining('not_found')])
})

test('a freeze lists what it will stop, denies while it is in force, and lets go when lifted', async ({
  page,
  signIn,
}) => {
  test.setTimeout(180_000)
  const name = unique('frozen')
  const reason = `Inventory ${name}`
  await deployToDev(name, 'calm')
  const in2Hours = new Date(Date.now() + 2 * 3600_000)
  const local = (at: Date) => new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)

  await signIn('edsger')
  await page.goto('/freezes')
  await page.getByRole('button', { name: 'Announce a freeze' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Environment').selectOption('test')
  await dialog.getByLabel('From').fill(local(new Date(Date.now() + 3600_000)))
  await dialog.getByLabel('Until').fill(local(in2Hours))
  await dialog.getByLabel('Reason').fill(reason)
  await dialog.getByRole('button', { name: 'Announce it' }).click()
  await expect(page.getByRole('heading', { name: `What “${reason}” will stop` })).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: name })).toContainText('ready to be promoted')

  // Those it concerns are told, and see the same list.
  const news = await api<{ notifications: { sentence: string }[] }>(await tokenOf('ada'), '/notifications')
  expect(news.body.notifications.map(({ sentence }) => sentence).join('\n')).toContain(reason)

  // One that is in force: a promotion and a deployment are denied alike.
  const now = ['--env', 'test', '--until', in2Hours.toISOString(), '--reason', `${reason} begins`]
  const announced = await barecount('edsger', 'freeze', 'announce', ...now)
  expect(announced.code, announced.stderr).toBe(0)
  const promoted = await barecount('ada', 'promote', name, '--from', 'dev', '--to', 'test', '--wait')
  expect([promoted.code, promoted.stderr]).toEqual([1, expect.stringContaining(`${reason} begins`)])
  const { body } = await api<{ manifests: { id: string }[] }>(await tokenOf('ada'), `/manifests?q=${name}`)
  const versions = `/manifests/${body.manifests[0]?.id}/versions`
  const version = (await api<{ versions: { id: string }[] }>(await tokenOf('ada'), versions)).body.versions[0]?.id
  const deploy = { method: 'POST', body: JSON.stringify({ manifestVersionId: version, environment: 'test' }) }
  const { id } = (await api<{ id: string }>(await tokenOf('ada'), '/deployments', deploy)).body
  const status = async () =>
    (await api<{ status: string; reason: string }>(await tokenOf('ada'), `/deployments/${id}`)).body
  await expect.poll(async () => (await status()).status, { timeout: 30_000 }).toBe('failed')
  expect((await status()).reason).toContain(`${reason} begins`)

  // Lifted on the page: the same deployment is resumed and passes.
  await page.goto('/freezes')
  const row = page.getByRole('row', { name: new RegExp(`${reason} begins`) })
  await expect(row).toContainText('In force')
  await row.getByRole('button', { name: 'Lift' }).click()
  await dialog.getByLabel('Reason').fill('The count is done.')
  await dialog.getByRole('button', { name: 'Lift the freeze' }).click()
  await expect(row).toContainText('Lifted')
  expect((await api(await tokenOf('ada'), `/deployments/${id}/resume`, { method: 'POST' })).status).toBeLessThan(300)
  await expect.poll(async () => (await status()).status, { timeout: 60_000 }).toBe('succeeded')

  await page
    .getByRole('row', { name: new RegExp(reason) })
    .getByRole('button', { name: 'Call off' })
    .click()
  await dialog.getByLabel('Reason').fill('It is not needed.')
  await dialog.getByRole('button', { name: 'Call off the freeze' }).click()
  await expect(page.getByRole('row', { name: new RegExp(reason) }).getByRole('button')).toHaveCount(0)
})
