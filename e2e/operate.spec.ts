import fs from 'node:fs'
import path from 'node:path'
import { api, expect, home, test, tokenOf } from './fixtures.ts'
import { barecount, withOwner } from './portal.ts'

// Globex, where nothing else fails: its ledger is this journey's own.

const manifest = `apiVersion: barecount.io/v1
kind: RunnerManifest
metadata: { name: meter-import, pipeline: meters/import, owner: metering }
runner:
  class: serverless
  size: small
  network_profile: private_vpc
  function: { source: ./src, runtime: nodejs, handler: index.handler }
triggers:
  - schedule: { cron: "0 6 1 1 *", timezone: Europe/Madrid }
run:
  retry: { max_attempts: 2, backoff: fixed, budget_per_hour: 100 }
`
const broken = `export const handler = async (event) => { throw new Error('meter ' + (event.meter ?? 7) + ' is unknown') }\n`
const mended = 'export const handler = async (event) => ({ imported: event.meter ?? 7 })\n'

const folder = path.join(home, 'meter-import')
const file = path.join(folder, 'manifest.yaml')

async function deploy(source: string): Promise<void> {
  fs.mkdirSync(path.join(folder, 'src'), { recursive: true })
  fs.writeFileSync(path.join(folder, 'src', 'index.mjs'), source)
  fs.writeFileSync(file, manifest)
  const deployed = await barecount('barbara', 'deploy', file, '--env', 'dev', '--wait')
  expect(deployed.code, deployed.stdout + deployed.stderr).toBe(0)
}

type Runs = { runs: { id: string; status: string; attempt: number; origin: string; reason: string | null }[] }
const runs = async () => (await api<Runs>(await tokenOf('barbara'), '/runs?origin=schedule')).body.runs

test('a schedule fails, is tried again, becomes a dead letter; mended and replayed, the ledger is at zero', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  test.setTimeout(300_000)
  await deploy(broken)
  // The tick of the first of January, now.
  await withOwner((owner) =>
    owner.query(
      `update "Trigger" t set "nextAt" = now() from "Runner" r
        where r."tenantId" = t."tenantId" and r.id = t."runnerId" and r.name = 'meter-import' and t.kind = 'schedule'`,
    ),
  )
  await expect.poll(async () => (await runs())[0]?.status, { timeout: 60_000 }).toBe('failed')
  const [ticked] = await runs()
  expect(ticked).toMatchObject({ attempt: 2, reason: expect.stringContaining('meter 7 is unknown') })
  for (const meter of [8, 9]) {
    const input = path.join(folder, `meter-${meter}.json`)
    fs.writeFileSync(input, JSON.stringify({ meter }))
    const failed = await barecount(
      'barbara',
      'run',
      'start',
      'meter-import',
      '--env',
      'dev',
      '--input',
      input,
      '--wait',
    )
    expect(failed.code, failed.stdout + failed.stderr).toBe(1)
  }

  await signIn('barbara')
  await page.goto(`/runs/${ticked?.id}`)
  await expect(page.getByText('meter 7 is unknown').first()).toBeVisible()
  await expectAccessible()

  await page.goto('/dead-letters')
  const ledger = page.getByRole('region', { name: 'Failure ledger' })
  await expect(ledger).toContainText('Left to address3')
  const group = page.getByRole('row').filter({ hasText: 'meter-import' })
  await expect(group).toHaveCount(1)
  await expectAccessible()

  await deploy(mended)
  await group.getByRole('link', { name: 'Replay 3 of meter-import' }).click()
  await expect(page.getByRole('heading', { name: '2. Rehearsal' })).toBeVisible()
  await expectAccessible()
  await page.getByRole('textbox', { name: 'Reason' }).fill('The meters are known now.')
  await page.getByRole('button', { name: 'Replay 3', exact: true }).click()
  await expect(page).toHaveURL(/\/dead-letters\/replays\/rpl_/)
  await expect(page.getByText('Reconciled', { exact: true }).first()).toBeVisible({ timeout: 90_000 })
  await expectAccessible()

  await page.goto('/dead-letters')
  await expect(ledger).toContainText('Left to address0')
  await expect(ledger).toContainText('Every failure is addressed.')
})

test('a budget that is reached denies the next run, and says why', async ({ page, signIn }) => {
  test.setTimeout(180_000)
  await deploy(mended)
  const spent = (micros: bigint) =>
    withOwner((owner) =>
      owner.query(
        `insert into "UsageMonth" ("tenantId", month, "runnerClass", "environmentId", "costMicros")
          select t.id, to_char(now() at time zone 'utc', 'YYYY-MM'), 'serverless', e.id, $1
          from "Tenant" t, "Environment" e where t.slug = 'globex' and e.name = 'dev'
          on conflict ("tenantId", month, "runnerClass", "environmentId")
          do update set "costMicros" = "UsageMonth"."costMicros" + excluded."costMicros"`,
        [String(micros)],
      ),
    )
  await spent(2_000_010_000n)
  try {
    const denied = await barecount('barbara', 'run', 'start', 'meter-import', '--env', 'dev', '--wait')
    expect(denied.code).toBe(1)
    expect(denied.stderr).toContain('policy_denied')
    expect(denied.stderr).toContain('of this month')
    await signIn('barbara')
    await page.goto('/runs?status=denied')
    await page.getByRole('table').getByRole('link', { name: 'meter-import' }).first().click()
    await expect(page.getByText(/Runs have cost \$2,000 of this month's budget/).first()).toBeVisible()
    await page.goto('/dead-letters')
    await expect(page.getByRole('region', { name: 'Failure ledger' })).toContainText('Left to address0')
  } finally {
    await spent(-2_000_010_000n)
  }
  const ran = await barecount('barbara', 'run', 'start', 'meter-import', '--env', 'dev', '--wait')
  expect(ran.code, ran.stdout + ran.stderr).toBe(0)
})

test('an administrator says from how many failures on a replay needs approval; nobody says more than the platform', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  await signIn('edsger')
  await page.goto('/dead-letters/replays')
  await expect(page.getByText('More than 25 at once need approval.')).toBeVisible()
  await page.getByRole('button', { name: 'Change the threshold' }).click()
  const most = page.getByLabel('Failed runs in one replay without approval')
  await most.fill('26')
  await expectAccessible()
  await page.getByRole('button', { name: 'Set it' }).click()
  await expect(page.getByText('The platform asks for approval above 25: give 25 or less.')).toBeVisible()
  await most.fill('24')
  await page.getByRole('button', { name: 'Set it' }).click()
  await expect(page.getByText('More than 24 at once need approval.')).toBeVisible()
})
