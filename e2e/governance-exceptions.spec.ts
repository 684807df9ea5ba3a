import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { api, expect, password, test, tokenOf } from './fixtures.ts'
import { addPerson, tokenFor } from './more-people.ts'
import { barecount, withOwner } from './portal.ts'

/** More runs at once than Globex may have in all: what the exception is for. */
const TOO_MANY = 501
const [hedy, rosa] = ['hedy@globex.test', 'rosa@globex.test'] as const

const manifest = (name: string, concurrency: number) => `apiVersion: barecount.io/v1
kind: RunnerManifest
metadata: { name: ${name}, pipeline: meters/ingest, owner: metering }
runner:
  class: serverless
  size: small
  network_profile: private_vpc
  concurrency_limit: ${concurrency}
  function: { source: ./src, runtime: nodejs, handler: index.handler }
`

/** Deploys a small function as Barbara of Globex. */
async function deploy(name: string, environment: string, concurrency = 1) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'exceptions-'))
  fs.mkdirSync(path.join(folder, 'src'))
  fs.writeFileSync(path.join(folder, 'manifest.yaml'), manifest(name, concurrency))
  fs.writeFileSync(path.join(folder, 'src/index.mjs'), `export const handler = async () => '${name}'`)
  try {
    const words = ['deploy', path.join(folder, 'manifest.yaml'), '--env', environment, '--wait', '--json']
    const { code, stdout, stderr } = await barecount('barbara', ...words)
    expect(stdout, stderr).toMatch(/^\{/)
    const { id, manifest: of } = JSON.parse(stdout) as { id: string; manifest: { id: string } }
    return { code, id, manifestId: of.id }
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
}

async function signInAs(page: Page, email: string): Promise<void> {
  await page.context().clearCookies()
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password())
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

/** Answers a question of Globex, as somebody who types their password once more. */
async function decide(email: string, kind: string, verdict: 'approve' | 'reject', comment: string) {
  const token = await tokenFor(email, 'globex')
  const { body } = await api<{ approvals: { id: string; kind?: string; summary: string }[] }>(token, '/approvals')
  const mine = body.approvals.find((one) => one.kind === kind || one.summary.toLowerCase().includes(kind))
  const vote = JSON.stringify({ verdict, comment, password: password() })
  return api<{ state: string; detail?: string }>(token, `/approvals/${mine?.id}/decide`, { method: 'POST', body: vote })
}

test.beforeAll(async () => {
  await addPerson(hedy, 'globex', ['approver'])
  await addPerson(rosa, 'globex', ['responder'])
})

test('an exception is asked for from a denial, approved by two, used, and ends: runs are denied from then on', async ({
  page,
  expectAccessible,
}) => {
  test.slow() // it deploys twice
  const denied = await deploy('meters', 'dev', TOO_MANY)
  expect(denied.code).toBe(1)

  await signInAs(page, 'barbara@globex.test')
  await page.goto(`/deployments/${denied.id}`)
  await page.getByRole('link', { name: 'Ask for an exception' }).click()
  await expect(page.getByLabel('Rule', { exact: true })).toHaveValue('quota.concurrency')
  await expect(page.getByLabel('Manifest', { exact: true })).toHaveValue(denied.manifestId)
  await expect(page.getByLabel('Environment', { exact: true })).toHaveValue('dev')
  await page.getByLabel('Justification', { exact: true }).fill('Meters all report at midnight.')
  await page.getByLabel('Risk', { exact: true }).fill('Other runners of ours may wait.')
  await page.getByLabel('Cost plan', { exact: true }).fill('Within the budget; a queue comes in January.')
  await expectAccessible()
  await page.getByRole('button', { name: 'Ask for it' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Exception for meters in dev')
  await expect(page.getByText('Asked for', { exact: true })).toBeVisible()
  const exceptionId = new URL(page.url()).pathname.split('/').at(-1) ?? ''

  // One alone does not do, and the same one twice is one.
  expect((await decide('grace@acme.test', 'exception', 'approve', 'Once a day is fine.')).body.state).toBe('open')
  expect((await decide('grace@acme.test', 'exception', 'approve', 'Once a day is fine.')).body.state).toBe('open')
  expect((await deploy('meters', 'dev', TOO_MANY)).code).toBe(1)
  expect((await decide(hedy, 'exception', 'approve', 'I agree.')).body.state).toBe('approved')
  await page.reload()
  await expect(page.getByText('Active', { exact: true })).toBeVisible()

  const deployed = await deploy('meters', 'dev', TOO_MANY)
  expect(deployed.code).toBe(0)
  await page.reload()
  await expect(page.getByRole('row').filter({ hasText: 'Lives on it' })).toHaveCount(1)
  const token = await tokenOf('barbara')
  const { body: runners } = await api<{ runners: { id: string }[] }>(token, '/runners?name=meters')
  const runnerId = runners.runners[0]?.id ?? ''
  const run = (n: number) =>
    api<{ id: string; code?: string; detail?: string }>(token, '/runs', {
      method: 'POST',
      body: JSON.stringify({ runnerId, token: `meter-${n}`, input: {} }),
    })
  expect((await run(1)).status).toBeLessThan(300)

  // The clock of the exception is moved on; no verb of the portal may do that.
  await withOwner((client) =>
    client.query(
      `update "PolicyException" set "startsAt" = now() - interval '2 hours', "expiresAt" = now() where id = $1`,
      [exceptionId],
    ),
  )
  const refused = await run(2)
  expect(refused.body).toMatchObject({ code: 'policy_denied', detail: expect.stringContaining(exceptionId) })
  await page.goto('/catalog')
  await expect(page.getByRole('row').filter({ hasText: 'meters' }).getByText('Exception ended')).toBeVisible()
  await page.goto(`/catalog/${runnerId}`)
  await expect(page.getByText('It runs nothing: what it was deployed under has ended')).toBeVisible()
  await expectAccessible()
  await page.getByRole('link', { name: 'Look at it and renew it' }).click()
  await expect(page.getByText('Runs nothing')).toBeVisible()
  const grace = await tokenFor('grace@acme.test', 'globex')
  await expect
    .poll(async () => JSON.stringify((await api<object>(grace, '/evidence?kind=exception.expired')).body))
    .toContain('quota.concurrency')
  await page.goto('/notifications')
  await expect(page.getByText(/The exception from quota.concurrency .* has ended/).first()).toBeVisible()

  // Renewed, it runs again, without another deployment.
  await page.goto(`/exceptions/${exceptionId}`)
  await page.getByRole('button', { name: 'Renew' }).click()
  await page.getByRole('button', { name: 'Ask for the renewal' }).click()
  await expect(page.getByText('an earlier exception')).toBeVisible()
  for (const who of ['grace@acme.test', hedy]) await decide(who, 'renew', 'approve', 'Until the queue is there.')
  expect((await run(3)).status).toBeLessThan(300)
  await page.goto(`/catalog/${runnerId}`)
  await expect(page.getByText('It runs nothing')).toHaveCount(0)
  // Within the quota again: the other journeys of this tenant have room.
  expect((await deploy('meters', 'dev')).code).toBe(0)
})

test('break-glass lets a deployment pass without its approval, loudly, and blocks the next one until it is reviewed', async ({
  page,
  expectAccessible,
}) => {
  test.slow() // it deploys three times
  await signInAs(page, 'barbara@globex.test')
  await page.goto('/exceptions/break-glass')
  await expect(page.getByRole('button', { name: 'Break the glass' })).toHaveCount(0)

  await signInAs(page, rosa)
  await page.goto('/exceptions/break-glass')
  await page.getByRole('button', { name: 'Break the glass' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Environment').selectOption('prod')
  await dialog.getByLabel('Reason').fill('Readings are lost since midnight.')
  await expectAccessible()
  await dialog.getByRole('button', { name: 'Break it' }).click()
  const banner = page.getByText('The glass is broken for everything in prod')
  await expect(page.getByText('Open now')).toBeVisible()

  // Everybody in the tenant sees it, on every page.
  await signInAs(page, 'barbara@globex.test')
  await page.goto('/manifests')
  await expect(banner).toBeVisible()
  await expectAccessible()

  // prod asks for an approval; nobody is waited for now.
  expect((await deploy('meters-hotfix', 'prod')).code).toBe(0)
  await signInAs(page, rosa)
  await page.goto('/exceptions/break-glass')
  await expect(page.getByText(/meters-hotfix went past/)).toBeVisible()
  await page.getByRole('button', { name: 'Close it' }).click()
  await expect(page.getByText('Waits for its review')).toBeVisible()
  await expect(banner).toHaveCount(0)

  // Nothing else changes there until somebody has looked at it.
  const blocked = await deploy('meters-next', 'prod')
  expect(blocked.code).toBe(1)
  const token = await tokenOf('barbara')
  const { body } = await api<{ stages: { reason: string | null }[] }>(token, `/deployments/${blocked.id}`)
  expect(body.stages.map(({ reason }) => reason).join(' ')).toContain('that nobody has reviewed: 1')
  expect((await decide('grace@acme.test', 'break_glass_review', 'approve', '')).status).toBe(422)
  expect((await decide('grace@acme.test', 'break_glass_review', 'approve', 'It was needed.')).body.state).toBe(
    'approved',
  )
  await page.reload()
  await expect(page.getByText('Justified')).toBeVisible()
  await expect(page.getByText('“It was needed.”')).toBeVisible()
  expect((await deploy('meters-next', 'prod')).code, 'it waits for its approval again').toBe(3)
})

test('the command opens, lists and closes, and refuses whoever may not', async () => {
  const refused = await barecount('barbara', 'break-glass', 'open', '--env', 'dev', '--reason', 'I would like to.')
  expect(refused.code).toBe(1)
  expect(refused.stderr + refused.stdout).toMatch(/gate:break_glass/)
  const token = await tokenFor(rosa)
  const body = JSON.stringify({ environment: 'dev', reason: 'The queue is stuck.', minutes: 5 })
  const { body: opened } = await api<{ id: string }>(token, '/break-glass', { method: 'POST', body })
  const listed = await barecount('barbara', 'break-glass', 'list')
  expect(listed.stdout).toContain(`${opened.id}  open`)
  expect((await barecount('barbara', 'break-glass', 'close', opened.id)).code).toBe(1)
  expect((await api(token, `/break-glass/${opened.id}/close`, { method: 'POST', body: '{}' })).status).toBe(200)
  expect((await barecount('barbara', 'exception', 'list', '--state', 'active')).code).toBe(0)
})
