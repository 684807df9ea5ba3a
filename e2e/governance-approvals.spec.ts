import fs from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { api, expect, home, test, tokenOf } from './fixtures.ts'
import { barecount, withOwner } from './portal.ts'

type Approval = { id: string; summary: string; status: string; deploymentId: string }

/** A copy of the example under another name and size. Returns the manifest's path. */
function etlAs(name: string, size: string): string {
  const folder = path.join(home, name)
  fs.cpSync('examples/flights-etl', folder, { recursive: true })
  const file = path.join(folder, 'manifest.yaml')
  const text = fs.readFileSync(file, 'utf8').replace(/name: flights-etl/, `name: ${name}`)
  fs.writeFileSync(file, text.replace(/size: \w+/, `size: ${size}`))
  return file
}

/** The newest request about it. */
async function requestAbout(name: string, status: string): Promise<Approval> {
  const token = await tokenOf('ada')
  const { body } = await api<{ approvals: Approval[] }>(token, `/approvals?status=${status}`)
  const found = body.approvals.find(({ summary }) => summary.includes(name))
  expect(found, JSON.stringify(body.approvals)).toBeDefined()
  return found as Approval
}

const statusOf = async (deploymentId: string) =>
  (await api<{ status: string }>(await tokenOf('ada'), `/deployments/${deploymentId}`)).body.status

async function approve(page: Page, id: string): Promise<void> {
  await page.goto(`/approvals/${id}`)
  await page.getByRole('button', { name: /^Approve/ }).click()
}

test('xlarge needs two people: its author alone gets nowhere, one is not enough, two deploy it', async ({
  page,
  signIn,
}) => {
  const name = 'needs-two'
  const waiting = await barecount('ada', 'deploy', etlAs(name, 'xlarge'), '--env', 'dev', '--wait')
  expect(waiting.code, waiting.stdout + waiting.stderr).toBe(3)
  expect(waiting.stdout).toContain('Waiting for 2 approvers of acme.')
  const { id, deploymentId } = await requestAbout(name, 'open')

  await signIn('ada')
  await page.goto(`/approvals/${id}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
  await expect(page.getByRole('button', { name: /^Approve/ })).toHaveCount(0)
  const alone = await barecount('ada', 'approval', 'approve', id)
  expect(alone.stderr).toContain('[forbidden]')

  await page.context().clearCookies()
  await signIn('grace')
  await approve(page, id)
  await expect.poll(async () => (await barecount('grace', 'approval', 'show', id)).stdout).toContain('1 of 2')
  expect(await statusOf(deploymentId)).toBe('waiting_approval')
  // The same person once more is still one person.
  expect((await barecount('grace', 'approval', 'approve', id)).stdout).toContain('1 more person needed')

  await page.context().clearCookies()
  await signIn('linus')
  await approve(page, id)
  await expect.poll(() => statusOf(deploymentId), { timeout: 60_000 }).toBe('succeeded')
  expect((await requestAbout(name, 'executed')).id).toBe(id)
})

test('what changes after the approval voids it, and the next request shows only the change', async ({
  page,
  signIn,
}) => {
  const name = 'changed-since'
  const startsAt = new Date(Date.now() + 3600_000).toISOString()
  const file = etlAs(name, 'xlarge')
  const waiting = await barecount('ada', 'deploy', file, '--env', 'dev', '--wait', '--at', startsAt)
  expect(waiting.code, waiting.stdout + waiting.stderr).toBe(3)
  const { id, deploymentId } = await requestAbout(name, 'open')
  await signIn('grace')
  await approve(page, id)
  await expect.poll(async () => (await barecount('grace', 'approval', 'show', id)).stdout).toContain('1 of 2')
  await barecount('linus', 'approval', 'approve', id)
  await expect.poll(() => statusOf(deploymentId), { timeout: 60_000 }).toBe('scheduled')

  // Meanwhile the environment changes, and then the time comes.
  const clockMoves = async (variables: string) =>
    withOwner(async (owner) => {
      await owner.query('update "Environment" set variables = variables || $1::jsonb where name = $2', [
        variables,
        'dev',
      ])
      await owner.query('update "Deployment" set "waitingUntil" = now() where id = $1', [deploymentId])
    })
  await clockMoves('{"REGION":"eu-south-2"}')
  await expect.poll(() => statusOf(deploymentId), { timeout: 60_000 }).toBe('waiting_approval')
  expect((await requestAbout(name, 'voided')).id).toBe(id)
  const next = await requestAbout(name, 'open')
  expect(next.id).not.toBe(id)
  await withOwner((owner) =>
    owner.query(`update "Environment" set variables = variables - 'REGION' where name = 'dev'`),
  )

  await page.goto(`/approvals/${next.id}`)
  const delta = page.getByRole('region', { name: 'Changed since you looked' })
  await expect(delta).toContainText('eu-south-2')
  await expect(delta).not.toContainText('main.sql')
  const late = await barecount('linus', 'approval', 'approve', id)
  expect(late.stderr).toContain('changed since')
  expect((await barecount('ada', 'approval', 'withdraw', next.id)).stdout).toContain('withdrawn')
  expect(await statusOf(deploymentId)).toBe('cancelled')
})
