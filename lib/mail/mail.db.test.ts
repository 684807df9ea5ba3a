import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Actor } from '../auth/actor.ts'
import { db, transaction, unsafeDb } from '../db/client.ts'
import { makeTenant } from '../db/testing/world.ts'
import { LEASE_MS } from '../deliveries/claim-delivery.ts'
import { deliverDue } from '../deliveries/deliver.ts'
import { env } from '../env.ts'
import { freePort } from '../free-port.ts'
import { notifyUsers } from '../notifications/notify-users.ts'
import { mailServer } from './testing/mail-server.ts'

const servers: { close(): Promise<void> }[] = []
afterEach(async () => {
  Object.assign(env, { SMTP_URL: undefined, MAIL_FROM: undefined })
  for (const server of servers.splice(0)) await server.close()
})

async function started(answers: Parameters<typeof mailServer>[0] = {}) {
  const server = await mailServer(answers)
  servers.push(server)
  turnOn(server.url)
  return server
}
const turnOn = (url: string) => Object.assign(env, { SMTP_URL: url, MAIL_FROM: 'BareCount <portal@barecount.test>' })

const tell = (actor: Actor, sentence = 'orders-webhook waits for you.') =>
  transaction((tx) =>
    notifyUsers(tx, actor.tenantId, [actor.userId], {
      kind: 'approval_waiting',
      sentence,
      link: '/approvals/apr_1',
      subjectIds: ['apr_1'],
    }),
  )
const deliveries = (tenantId: string) => db.delivery.findMany({ where: { tenantId }, include: { tries: true } })
const later = (ms: number) => () => new Date(Date.now() + ms)

test('a mail says what happened, where to go and how to get fewer, as text and as HTML', async () => {
  const server = await started()
  const { approver, id, slug } = await makeTenant()
  await tell(approver, 'An <xlarge> runner & its\r\nBcc: everyone@x.test plan wait.')
  expect(await deliverDue()).toBe(1)
  const [mail, ...more] = server.mails
  expect(more).toEqual([])
  expect(mail).toMatchObject({ from: 'portal@barecount.test', to: [approver.label] })
  const [delivery] = await deliveries(id)
  expect(delivery).toMatchObject({ status: 'delivered', attempts: 1, lastStatus: 250, tries: [{ succeeded: true }] })
  const text = mail?.text.replaceAll('=\r\n', '') ?? ''
  expect(text).toContain(`Message-ID: <${delivery?.id}@localhost>`)
  expect(text).toMatch(/^Subject: \[/m)
  expect(text, 'one header, whatever the sentence holds').not.toMatch(/^Bcc:/m)
  expect(text).toContain('multipart/alternative')
  expect(text).toContain('An <xlarge> runner & its Bcc: everyone@x.test plan wait.')
  expect(text).toContain('An &lt;xlarge&gt; runner &amp; its')
  expect(text).toContain(`${env.BARECOUNT_URL}/approvals/apr_1`)
  expect(text).toContain(`as a member of ${slug}`)
  expect(text).toContain(`${env.BARECOUNT_URL}/settings/notifications`)
})

test('what fails for now is tried again with a growing wait, and arrives once', async () => {
  const server = await started({ recipient: (_to, before) => (before < 2 ? busy : undefined) })
  const { approver, id } = await makeTenant()
  await tell(approver)
  expect(await deliverDue()).toBe(1)
  expect(await deliverDue(), 'its wait is not over').toBe(0)
  expect(await deliveries(id)).toMatchObject([{ status: 'waiting', attempts: 1, lastStatus: 451 }])
  expect(await deliverDue(later(10_000))).toBe(1)
  expect(await deliverDue(later(60_000))).toBe(1)
  expect(server.mails).toHaveLength(1)
  const [delivery] = await deliveries(id)
  expect(delivery).toMatchObject({ status: 'delivered', attempts: 3, lastError: null })
  expect(delivery?.tries.map((one) => one.status).sort()).toEqual([250, 451, 451])
})
const busy = { code: 451, text: 'Busy, come back later' }

test('what the server refuses for good is not tried again', async () => {
  await started({ recipient: () => ({ code: 550, text: 'No such mailbox' }) })
  const { approver, id } = await makeTenant()
  await tell(approver)
  await deliverDue()
  const [delivery] = await deliveries(id)
  expect(delivery).toMatchObject({ status: 'failed', attempts: 1, lastStatus: 550 })
  expect(delivery?.lastError).toContain('No such mailbox')
})

test('a server that is away is tried for a day, then it is given up', async () => {
  turnOn(`smtp://127.0.0.1:${await freePort()}`)
  const { approver, id } = await makeTenant()
  await tell(approver)
  for (let hours = 0; hours <= 30; hours++) await deliverDue(later(hours * 3600_000))
  const [delivery] = await deliveries(id)
  expect(delivery?.status).toBe('failed')
  expect(delivery?.attempts).toBeGreaterThan(5)
  expect(delivery?.lastError).toMatch(/ECONNREFUSED/)
})

test('who was removed or disabled meanwhile gets nothing', async () => {
  const server = await started()
  const { approver, engineer, id } = await makeTenant()
  await tell(approver)
  await tell(engineer)
  await unsafeDb.membership.deleteMany({ where: { tenantId: id, userId: approver.userId } })
  await unsafeDb.user.update({ where: { id: engineer.userId }, data: { disabledAt: new Date() } })
  expect(await deliverDue()).toBe(2)
  expect(server.mails).toEqual([])
  expect((await deliveries(id)).map((one) => one.status)).toEqual(['failed', 'failed'])
})

test('two workers at once send each mail once', async () => {
  const server = await started()
  const { approver } = await makeTenant()
  for (let i = 0; i < 20; i++) await tell(approver, `Number ${i}.`)
  const tried = await Promise.all([deliverDue(), deliverDue(), deliverDue()])
  expect(tried.reduce((sum, one) => sum + one)).toBe(20)
  const ids = server.mails.map(({ text }) => /^Message-ID: (.*)$/m.exec(text)?.[1])
  expect(new Set(ids).size).toBe(20)
})

test('after a worker is killed between the server’s answer and ours, the mail comes again with the same id', async () => {
  const server = await started({ silent: (before) => before === 0 })
  const { approver, id } = await makeTenant()
  await tell(approver)
  const worker = spawn(
    process.execPath,
    [path.join(import.meta.dirname, '../deliveries/testing/deliver-until-killed.ts')],
    {
      stdio: 'ignore',
      env: { ...process.env, SMTP_URL: server.url, MAIL_FROM: 'portal@barecount.test' },
    },
  )
  await expect.poll(() => server.mails.length, { timeout: 30_000 }).toBe(1)
  worker.kill('SIGKILL')
  await once(worker, 'exit')
  expect(await deliverDue(), 'the lease of the dead one still holds').toBe(0)
  expect(await deliverDue(later(LEASE_MS + 1000))).toBe(1)
  expect(await deliveries(id)).toMatchObject([{ status: 'delivered', attempts: 2, tries: [{ number: 2 }] }])
  const ids = server.mails.map(({ text }) => /^Message-ID: (.*)$/m.exec(text)?.[1])
  expect(ids).toHaveLength(2)
  expect(ids[0]).toBe(ids[1])
})
