import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { api, expect, type Person, password, test, tokenOf } from './fixtures.ts'
import { barecount, withOwner } from './portal.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inbox-'))

/** Ada, or Barbara in Globex, asks for a runner to go to dev, which asks for an approval while these tests run. */
async function ask(who: Person, name: string, level = 'info'): Promise<string> {
  const source = path.join(folder, 'src')
  fs.mkdirSync(source, { recursive: true })
  fs.writeFileSync(path.join(source, 'index.mjs'), `export const handler = async () => 'done'`)
  const file = path.join(folder, `${name}.yaml`)
  fs.writeFileSync(
    file,
    `apiVersion: barecount.io/v1
kind: RunnerManifest
metadata: { name: ${name}, pipeline: orders/ingest, owner: finance-data }
runner:
  class: serverless
  size: small
  network_profile: private_vpc
  env: { BC_RUN_LOG_LEVEL: ${level} }
  function: { source: ./src, runtime: nodejs, handler: index.handler }
`,
  )
  const waiting = await barecount(who, 'deploy', file, '--env', 'dev', '--wait')
  expect(waiting.code, waiting.stdout + waiting.stderr).toBe(3)
  return withOwner(async (client) => {
    const newest = `select r.id from "ApprovalRequest" r join "Manifest" m on m."tenantId" = r."tenantId" and m.id = r."manifestId"
      where m.name = $1 and r.status = 'open' order by r.id desc limit 1`
    return String((await client.query(newest, [name])).rows[0]?.id)
  })
}

const asksForApproval = (count: number) =>
  withOwner((client) => client.query(`update "Environment" set "approvalsRequired" = $1 where name = 'dev'`, [count]))
const asksForPasskey = (id: string) =>
  withOwner((client) =>
    client.query(`update "ApprovalRequest" set slots = jsonb_set(slots, '{0,assurance}', '"passkey"') where id = $1`, [
      id,
    ]),
  )

/** Chromium's own authenticator in software: it says yes to whatever is asked. */
async function withAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

/** Presses a key until the page, which is there before it listens, has done what comes of it. */
const press = (page: Page, key: string, then: () => Promise<void>) =>
  expect(async () => {
    await page.keyboard.press(key)
    await then()
  }).toPass()

const row = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Requests' }).getByRole('listitem').filter({ hasText: name })

test.beforeAll(() => asksForApproval(1))
test.afterAll(async () => {
  await asksForApproval(0)
  fs.rmSync(folder, { recursive: true })
})

test('a passkey is enrolled, signs what is approved, and the signature is in the evidence', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  test.slow()
  const id = await ask('ada', 'signed-orders')
  await asksForPasskey(id)
  await withAuthenticator(page)
  await signIn('grace')
  await page.goto(`/approvals/${id}`)
  await expect(page.getByText('This takes a passkey')).toBeVisible()
  await page.getByRole('link', { name: 'Enrol one' }).click()
  await page.getByRole('button', { name: 'Enrol a passkey' }).click()
  await page.getByLabel('Name').fill('work laptop')
  await page.getByLabel('Your password, once more').fill(password())
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('cell', { name: 'work laptop', exact: true })).toBeVisible()

  await page.goto(`/approvals/${id}`)
  await expect(page.getByText('ada@acme.test asks to bring signed-orders version 1')).toBeVisible()
  for (const part of ['Policy', 'Plan', 'Cost', 'Scan', 'Signatures', 'Exceptions']) {
    await expect(page.locator('main a[href^="#"]').filter({ hasText: new RegExp(`^${part}`) })).toBeVisible()
  }
  await expect(page.getByText('requested it', { exact: false }).first()).toBeVisible()
  await expectAccessible()
  await page.getByLabel('Comment').fill('Looked at the plan.')
  await page.getByRole('button', { name: 'Approve with passkey' }).click()
  await expect(page.getByText('signed with a passkey')).toBeVisible()

  const token = await tokenOf('alan')
  const { body } = await api<{ evidence: { id: string; kind: string }[] }>(token, '/evidence?kind=approval.voted')
  const event = await api<{ payload?: unknown }>(token, `/evidence/${body.evidence[0]?.id}`)
  expect(JSON.stringify(event.body)).toContain('authenticatorData')

  // Without its passkeys the account is as before.
  await page.goto('/settings/passkeys')
  await page.getByRole('button', { name: 'Remove work laptop' }).click()
  await page.getByRole('button', { name: 'Remove the passkey' }).click()
  await expect(page.getByText('No passkey yet')).toBeVisible()
})

test('one inbox over two tenants, walked by key; several decided at once, one of them refused; one put off', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  test.slow()
  await ask('ada', 'inbox-one')
  const second = await ask('ada', 'inbox-two')
  await ask('barbara', 'inbox-globex')
  await asksForPasskey(second)
  await signIn('grace')
  await page.goto('/approvals')
  await expect(row(page, 'inbox-globex').getByText('Globex Energy')).toBeVisible()
  await expectAccessible()

  await press(page, 'j', () => expect(page).toHaveURL(/at=apr_/, { timeout: 2000 }))
  await expect(page.getByRole('heading', { level: 2, name: /inbox-globex/ })).toBeVisible()
  await page.keyboard.press('a')
  await expect(page.getByRole('button', { name: /^Approve/ }).and(page.locator(':focus'))).toBeVisible()
  await page.keyboard.press('r')
  await expect(page.getByLabel('Comment')).toBeFocused()
  await page.keyboard.press('Escape')

  await page.keyboard.press('e')
  await expect(row(page, 'inbox-globex')).toBeHidden()
  await page.getByRole('link', { name: 'Put off' }).click()
  await expect(row(page, 'inbox-globex')).toBeVisible()
  await page.getByRole('link', { name: 'For you' }).click()

  await page.getByLabel(/^Select: .*inbox-one/).check()
  await page.getByLabel(/^Select: .*inbox-two/).check()
  await expect(page.getByText('2 selected')).toBeVisible()
  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Comment').fill('Both are known.')
  await expectAccessible()
  await dialog.getByRole('button', { name: 'Approve 2 requests' }).click()
  await expect(page.getByRole('dialog', { name: '1 of 2 approved' })).toBeVisible()
  const results = page.getByRole('list', { name: 'Results' })
  await expect(results.getByRole('listitem').filter({ hasText: 'inbox-one' })).toContainText('approved')
  await expect(results.getByRole('listitem').filter({ hasText: 'inbox-two' })).toContainText('passkey')
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(row(page, 'inbox-one')).toBeHidden()
  await expect(row(page, 'inbox-two')).toBeVisible()

  // What was put off is in the other tenant, and is decided there while one works in this one.
  await page.goto('/approvals?state=snoozed')
  await row(page, 'inbox-globex').getByRole('link').click()
  await page.getByLabel('Comment').fill('Not before Monday.')
  await page.getByRole('button', { name: 'Reject' }).click()
  await expect(row(page, 'inbox-globex')).toBeHidden()
})

test('after a change the approver sees only what has changed since they looked', async ({ page, signIn }) => {
  test.slow()
  const before = await ask('ada', 'changing-orders')
  await signIn('grace')
  await page.goto(`/approvals/${before}`)
  await expect(page.getByText('Changed since you looked')).toBeHidden()
  const after = await ask('ada', 'changing-orders', 'debug')
  await page.goto(`/approvals/${before}`)
  await expect(page.getByText(/^This request is (superseded|voided)/)).toBeVisible()
  await page.goto(`/approvals/${after}`)
  const banner = page.getByRole('region', { name: 'Changed since you looked' })
  await expect(banner).toContainText('BC_RUN_LOG_LEVEL')
  await expect(banner).toContainText('debug')
  await expect(banner).not.toContainText('pipeline_version')

  // On a phone: the list first, then the decision, and the acts at the thumb.
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/approvals')
  await row(page, 'changing-orders').getByRole('link').click()
  await expect(page.getByRole('link', { name: 'All requests' })).toBeVisible()
  const approve = page.getByRole('button', { name: /^Approve/ })
  await expect(approve).toBeInViewport()
  const box = await approve.boundingBox()
  expect(box?.height).toBeGreaterThanOrEqual(40)
  await approve.click()
  await expect(page.getByText('Approved.')).toBeVisible()
})

test('who asked, who only reads, and who is of another tenant cannot decide, on the page or through the API', async ({
  page,
  signIn,
}) => {
  test.slow()
  const id = await ask('ada', 'guarded-orders')
  await signIn('alan')
  await page.goto(`/approvals/${id}`)
  await expect(page.getByText('You may not decide this.')).toBeVisible()
  await page.goto('/approvals')
  await expect(page.getByText('Nothing waits for you')).toBeVisible()
  const many = JSON.stringify({ approvalIds: [id], verdict: 'approve' })
  const decide = async (who: Person) =>
    api<{ results?: { code?: string }[] }>(await tokenOf(who), '/approvals/decide', { method: 'POST', body: many })
  expect((await decide('ada')).status === 403 || (await decide('ada')).body.results?.[0]?.code).toBeTruthy()
  expect((await decide('alan')).status).toBe(403)
  const foreign = await decide('barbara')
  expect(foreign.status === 403 || foreign.body.results?.[0]?.code === 'not_found').toBe(true)
})
