import { expect, test } from 'vitest'
import { db, transaction, unsafeDb } from '../db/client.ts'
import { makeTenant } from '../db/testing/world.ts'
import { env } from '../env.ts'
import type { News } from './news.ts'
import { notifyMembers } from './notify-members.ts'
import { notifyUsers } from './notify-users.ts'
import { listNotifications } from './queries.ts'

const news: News = { kind: 'approval_waiting', sentence: 'It waits.', link: '/approvals/apr_1', subjectIds: ['apr_1'] }
const mailOn = () => Object.assign(env, { SMTP_URL: 'smtp://localhost:1', MAIL_FROM: 'portal@barecount.test' })
const mailOff = () => Object.assign(env, { SMTP_URL: undefined, MAIL_FROM: undefined })

test('people are told once each; strangers, the disabled and the system are passed over', async () => {
  const [tenant, other] = [await makeTenant(), await makeTenant()]
  await unsafeDb.user.update({ where: { id: tenant.auditor.userId }, data: { disabledAt: new Date() } })
  const { approver, auditor, engineer } = tenant
  const asked = [approver, approver, engineer, auditor, other.engineer].map(({ userId }) => userId)
  expect(await transaction((tx) => notifyUsers(tx, tenant.id, [...asked, 'system:worker'], news))).toBe(2)
  expect((await listNotifications(approver)).notifications).toMatchObject([{ sentence: 'It waits.' }])
  expect((await listNotifications(engineer)).unread).toBe(1)
  expect((await listNotifications(other.engineer)).notifications).toEqual([])
  expect(await transaction((tx) => notifyMembers(tx, tenant.id, ['approver', 'admin'], news))).toBe(2)
})

test('mails are queued with the notification, for the kinds a person wants, and vanish with a change that fails', async () => {
  const tenant = await makeTenant()
  const queued = () => db.delivery.findMany({ where: { tenantId: tenant.id } })
  const both = [tenant.approver.userId, tenant.engineer.userId]
  await unsafeDb.mailPreference.create({ data: { userId: tenant.engineer.userId, kinds: ['run_failed'] } })
  await transaction((tx) => notifyUsers(tx, tenant.id, both, news))
  expect(await queued(), 'nothing while mail is off').toEqual([])
  mailOn()
  try {
    const failing = transaction(async (tx) => {
      await notifyUsers(tx, tenant.id, both, news)
      throw new Error('The change is not kept.')
    })
    await expect(failing).rejects.toThrow('not kept')
    expect(await queued()).toEqual([])
    await transaction((tx) => notifyUsers(tx, tenant.id, both, news))
  } finally {
    mailOff()
  }
  const [mail, ...more] = await queued()
  expect(more).toEqual([])
  expect(mail).toMatchObject({ channel: 'mail', userId: tenant.approver.userId, status: 'waiting', attempts: 0 })
  expect(JSON.parse(mail?.body ?? '')).toMatchObject({
    kind: 'approval_waiting',
    sentence: 'It waits.',
    url: `${env.BARECOUNT_URL}/approvals/apr_1`,
    tenant: { slug: tenant.slug },
  })
})

test('webhooks hear the kinds they ask for, also when nobody in particular is told', async () => {
  const tenant = await makeTenant()
  const endpoint = (id: string, fields: object) =>
    db.webhookEndpoint.create({
      data: { tenantId: tenant.id, id, name: id, url: 'https://x.test', secret: {}, createdById: 'u', ...fields },
    })
  await endpoint('whk_every', {})
  await endpoint('whk_these', { kinds: ['approval_waiting'] })
  await endpoint('whk_others', { kinds: ['run_failed'] })
  await endpoint('whk_off', { disabledAt: new Date() })
  await transaction((tx) => notifyUsers(tx, tenant.id, [], news))
  const queued = await db.delivery.findMany({ where: { tenantId: tenant.id }, orderBy: { endpointId: 'asc' } })
  expect(queued.map((one) => one.endpointId)).toEqual(['whk_every', 'whk_these'])
  expect(queued[0]?.eventId).toBe(queued[1]?.eventId)
})
