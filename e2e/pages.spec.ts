import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { makeReplay } from './dead-letter.ts'
import { deployWithFindings } from './denied-deployment.ts'
import { api, baseUrl, expect, type Person, password, test, tokenOf } from './fixtures.ts'
import { policyDraft } from './policy-draft.ts'
import { barecount } from './portal.ts'
import { makeWebhook } from './webhook.ts'

/** A page's own share; the editor's is larger by its YAML editor and loads it only when opened. */
const MAX_SCRIPT_BYTES = 250 * 1024

const pages: { path: string; who: Person; editor?: true; heading?: 2 }[] = [
  { path: '/', who: 'ada' },
  { path: '/manifests', who: 'ada' },
  { path: '/manifests/new', who: 'ada', editor: true },
  { path: '/manifests/import', who: 'ada' },
  { path: '/manifests/{manifest}', who: 'ada' },
  { path: '/manifests/{manifest}/edit', who: 'ada', editor: true },
  { path: '/manifests/{manifest}/versions/1', who: 'ada' },
  { path: '/manifests/{manifest}/compare', who: 'ada' },
  { path: '/deployments', who: 'ada' },
  { path: '/deployments/{deployment}', who: 'ada' },
  { path: '/promotions', who: 'ada' },
  { path: '/promotions/diff?a={runner}&b={runner}', who: 'ada' },
  { path: '/freezes', who: 'edsger' },
  { path: '/catalog', who: 'ada' },
  { path: '/catalog/{runner}', who: 'ada' },
  { path: '/runs', who: 'ada' },
  { path: '/schedules', who: 'edsger' },
  { path: '/schedules?span=month', who: 'ada' },
  { path: '/schedules/triggers', who: 'ada' },
  { path: '/schedules/triggers/{trigger}', who: 'ada' },
  { path: '/schedules/calendars', who: 'edsger' },
  { path: '/schedules/pauses', who: 'ada' },
  { path: '/runs/{run}', who: 'ada' },
  { path: '/dead-letters', who: 'ada' },
  { path: '/dead-letters?view=list', who: 'ada' },
  { path: '/dead-letters/{deadLetter}', who: 'ada' },
  { path: '/dead-letters/replay?ids={deadLetter}', who: 'ada' },
  { path: '/dead-letters/replays', who: 'ada' },
  { path: '/dead-letters/replays/{replay}', who: 'ada' },
  { path: '/logs', who: 'ada' },
  { path: '/logs?text=order', who: 'ada' },
  { path: '/alerts', who: 'ada' },
  { path: '/alerts/rules', who: 'ada' },
  { path: '/alerts/silences', who: 'ada' },
  { path: '/health', who: 'ada' },
  { path: '/approvals', who: 'grace' },
  { path: '/approvals/{approval}', who: 'grace' },
  { path: '/exceptions', who: 'ada' },
  { path: '/exceptions/new?rule=quota.concurrency&class=serverless', who: 'ada' },
  { path: '/exceptions/{exception}', who: 'ada' },
  { path: '/exceptions/break-glass', who: 'grace' },
  { path: '/policy', who: 'ada' },
  { path: '/policy/versions', who: 'ada' },
  { path: '/policy/versions/1', who: 'ada' },
  { path: '/policy/drafts/{draft}', who: 'root', editor: true },
  { path: '/policy/drafts/{draft}/matrix', who: 'root', editor: true },
  { path: '/policy/drafts/{draft}/tests', who: 'root' },
  { path: '/policy/drafts/{draft}/what-if', who: 'root' },
  { path: '/policy/drafts/{draft}/changes', who: 'root' },
  { path: '/cost', who: 'ada' },
  { path: '/cost?by=pipeline&measure=runs', who: 'ada' },
  { path: '/cost/quotas', who: 'ada' },
  { path: '/cost/estimates', who: 'ada' },
  { path: '/cost/sizes', who: 'ada' },
  { path: '/cost/tenants', who: 'root' },
  { path: '/cost/prices', who: 'ada' },
  { path: '/artifacts', who: 'ada' },
  { path: '/artifacts/{artifact}', who: 'ada' },
  { path: '/findings', who: 'grace' },
  // Its panel is a dialog: what is behind it is not there for anybody.
  { path: '/findings?finding={finding}', who: 'grace', heading: 2 },
  { path: '/findings/components?name=handlebars', who: 'ada' },
  { path: '/findings/waivers', who: 'grace' },
  { path: '/notifications', who: 'ada' },
  { path: '/evidence', who: 'alan' },
  { path: '/evidence/{evidence}', who: 'alan' },
  { path: '/settings/members', who: 'edsger' },
  { path: '/settings/groups', who: 'edsger' },
  { path: '/settings/tokens', who: 'edsger' },
  { path: '/settings/passkeys', who: 'grace' },
  { path: '/settings/notifications', who: 'ada' },
  { path: '/settings/webhooks', who: 'edsger' },
  { path: '/settings/webhooks/{webhook}', who: 'edsger' },
  { path: '/settings/webhooks/{webhook}?delivery={delivery}', who: 'edsger', heading: 2 },
  { path: '/settings/agents', who: 'edsger' },
  { path: '/settings/secrets', who: 'edsger' },
  { path: '/settings/environments', who: 'root' },
  { path: '/settings/registries', who: 'edsger' },
  { path: '/settings/retention', who: 'edsger' },
  { path: '/settings/vulnerability-data', who: 'edsger' },
  { path: '/new-password', who: 'ada' },
  { path: '/no-such-page', who: 'ada' },
]

let ids: Record<string, string>

/** The example under a name of its own: journeys deploy it at the same time. */
function pagesManifest(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pages-'))
  fs.cpSync('examples/orders-webhook', folder, { recursive: true })
  const file = path.join(folder, 'manifest.yaml')
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('name: orders-webhook', 'name: pages-webhook'))
  return file
}

test.beforeAll(async () => {
  const manifest = pagesManifest()
  const deployed = await barecount('ada', 'deploy', manifest, '--env', 'dev', '--wait', '--json')
  const deployment = JSON.parse(deployed.stdout) as { id: string; manifest: { id: string } }
  const input = ['--input', 'examples/orders-webhook/order.json']
  await barecount('ada', 'run', 'start', 'pages-webhook', '--env', 'dev', ...input, '--wait')
  await barecount('ada', 'deploy', manifest, '--env', 'prod', '--wait')
  await deployWithFindings('shopfront')
  const token = await tokenOf('ada')
  const webhook = await makeWebhook()
  const first = async (list: string, key: string) => {
    const { body } = await api<Record<string, { id: string }[]>>(token, list)
    return body[key]?.[0]?.id ?? ''
  }
  const asked = {
    rule: 'quota.concurrency',
    class: 'serverless',
    category: 'waiver',
    justification: 'To be looked at.',
    risk: 'None.',
    costPlan: 'None.',
    expiresAt: new Date(Date.now() + 9e8),
  }
  await api(token, '/exceptions', { method: 'POST', body: JSON.stringify(asked) })
  ids = {
    deployment: deployment.id,
    manifest: deployment.manifest.id,
    runner: await first('/runners', 'runners'),
    run: await first('/runs', 'runs'),
    trigger: await first('/triggers', 'triggers'),
    artifact: await first('/artifacts', 'artifacts'),
    evidence: await first('/evidence', 'evidence'),
    approval: await first('/approvals', 'approvals'),
    exception: await first('/exceptions', 'exceptions'),
    finding: await first('/findings', 'findings'),
    ...webhook,
    ...(await makeReplay('pages-webhook')),
    draft: await policyDraft('Seen by everybody'),
  }
})

for (const { path: address, who, editor, heading = 1 } of pages) {
  test(`${address} is accessible in light and dark, wide and narrow, and light to load`, async ({
    page,
    signIn,
    expectAccessible,
  }) => {
    await signIn(who)
    const scripts = new Map<string, number>()
    page.on('requestfinished', async (request) => {
      if (request.resourceType() === 'script') scripts.set(request.url(), (await request.sizes()).responseBodySize)
    })
    const failures: string[] = []
    page.on('pageerror', (error) => failures.push(error.message))
    const target = address.replace(/\{(\w+)\}/g, (_all, name: string) => ids[name] ?? '')
    await page.goto(target)
    await expect(page.getByRole('heading', { level: heading })).toBeVisible()
    for (const [width, colorScheme] of [
      [1440, 'light'],
      [390, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await expectAccessible()
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
      expect(sideways, `${target} scrolls sideways at ${width}`).toBe(false)
    }
    expect(failures).toEqual([])
    const bytes = [...scripts.values()].reduce((sum, size) => sum + size, 0)
    if (!editor)
      expect(bytes, [...scripts].map(([url, size]) => `${size} ${url}`).join('\n')).toBeLessThan(MAX_SCRIPT_BYTES)
  })
}

test('/sign-in is accessible, says what is wrong, and lets in', async ({ page, expectAccessible }) => {
  await page.goto(`${baseUrl}/sign-in`)
  await expectAccessible()
  await page.getByLabel('E-mail').fill('ada@acme.test')
  await page.getByLabel('Password').fill('wrong')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'do not match' })).toBeVisible()
  await expectAccessible()
  await page.getByLabel('Password').fill(password())
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(`${baseUrl}/`)
})

test('a person signs in through the identity provider and gets the roles of their groups', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: /single sign-on|SSO/i }).click()
  await page.locator('input[name=login]').fill('linus')
  await page.locator('input[name=password]').fill('anything')
  await page.locator('button[type=submit]').click()
  await page.locator('button[type=submit]').click() // consent
  await page.waitForURL(`${baseUrl}/`)
  const { roles, label } = (await (await page.request.get('/api/v1/whoami')).json()) as {
    roles: string[]
    label: string
  }
  expect({ roles, label }).toEqual({ roles: ['engineer'], label: 'linus@sso.test' })
})
