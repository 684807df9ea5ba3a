import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../auth/actor.ts'
import { db, transaction } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { deliverDue } from '../deliveries/deliver.ts'
import { env } from '../env.ts'
import { notifyUsers } from '../notifications/notify-users.ts'
import { listNotifications } from '../notifications/queries.ts'
import { changeWebhook } from './change-webhook.ts'
import { createWebhook } from './create-webhook.ts'
import { pingWebhook } from './ping-webhook.ts'
import { getDelivery, getWebhook, listDeliveries, listWebhooks } from './queries.ts'
import { removeWebhook } from './remove-webhook.ts'
import { replayDeliveries } from './replay-deliveries.ts'
import { rotateWebhookSecret } from './rotate-secret.ts'
import { isSigned } from './signature.ts'
import { receiver } from './testing/receiver.ts'

const HOUR = 3600_000
const servers: { close(): Promise<void> }[] = []
beforeEach(() => Object.assign(env, { BARECOUNT_WEBHOOK_LOOPBACK: 'allow' }))
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

async function hooked(tenant: TestTenant, ...answer: Parameters<typeof receiver>) {
  const server = await receiver(...answer)
  servers.push(server)
  const { id, secret } = await createWebhook(tenant.admin, { name: 'Chat', url: server.url })
  return { ...server, id, secret }
}
const tell = (actor: Actor, kind: 'approval_waiting' | 'run_failed' = 'approval_waiting') =>
  transaction((tx) =>
    notifyUsers(tx, actor.tenantId, [actor.userId], {
      kind,
      sentence: 'It waits.',
      link: '/runs',
      subjectIds: ['job_1'],
    }),
  )
const later = (ms: number) => () => new Date(Date.now() + ms)
const evidenceOf = async (tenantId: string) =>
  (await db.evidence.findMany({ where: { tenantId, kind: { startsWith: 'webhook.' } }, orderBy: { id: 'asc' } })).map(
    ({ kind, sentence }) => `${kind}: ${sentence}`,
  )

test('an event arrives signed, with what happened and where; the log has how it went', async () => {
  const tenant = await makeTenant()
  const hook = await hooked(tenant)
  await tell(tenant.engineer)
  expect(await deliverDue()).toBe(1)
  const [post] = hook.posts
  expect(isSigned(hook.secret, String(post?.headers['barecount-signature']), post?.body ?? '', new Date())).toBe(true)
  expect(isSigned('whsec_other', String(post?.headers['barecount-signature']), post?.body ?? '', new Date())).toBe(
    false,
  )
  const event = JSON.parse(post?.body ?? '')
  expect(event).toMatchObject({ kind: 'approval_waiting', sentence: 'It waits.', url: `${env.BARECOUNT_URL}/runs` })
  expect(event.tenant).toEqual({ id: tenant.id, slug: tenant.slug })
  expect(post?.headers).toMatchObject({ 'barecount-event-id': event.id, 'barecount-attempt': '1' })
  const { deliveries } = await listDeliveries(tenant.admin, hook.id)
  expect(deliveries).toMatchObject([{ status: 'delivered', attempts: 1, lastStatus: 200, kind: 'approval_waiting' }])
  expect(await getDelivery(tenant.admin, hook.id, deliveries[0]?.id ?? '')).toMatchObject({
    body: post?.body,
    tries: [{ number: 1, succeeded: true, status: 200, answer: 'taken' }],
  })
})

test('the secret is shown once, kept sealed, and in no list or evidence', async () => {
  const tenant = await makeTenant()
  const { id, secret } = await createWebhook(tenant.admin, {
    name: 'Chat',
    url: 'https://hooks.example.com/T0/very-secret',
    kinds: ['run_failed'],
  })
  const [row] = await db.webhookEndpoint.findMany({ where: { tenantId: tenant.id } })
  expect(JSON.stringify(row)).not.toContain(secret.slice(6))
  expect(JSON.stringify(await listWebhooks(tenant.admin))).not.toContain('whsec_')
  const evidence = await evidenceOf(tenant.id)
  expect(evidence).toEqual(['webhook.created: Webhook Chat to https://hooks.example.com was set up for run failed.'])
  expect(await getWebhook(tenant.admin, id)).not.toHaveProperty('secret')
})

test.each([
  ['http://hooks.example.com/', 'https'],
  ['ftp://hooks.example.com/', 'https'],
  ['https://user:pw@hooks.example.com/', 'password'],
  ['https://169.254.169.254/', 'private'],
  ['https://10.0.0.1/', 'private'],
  ['https://[fd00::1]/', 'private'],
  ['nonsense', 'not an address'],
])('%s is refused', async (url, why) => {
  const { admin } = await makeTenant()
  await expect(createWebhook(admin, { name: 'Chat', url })).rejects.toThrow(why)
})

test('this machine is only a place to go where a setting and the portal’s own address say so', async () => {
  const tenant = await makeTenant()
  const hook = await hooked(tenant)
  Object.assign(env, { BARECOUNT_WEBHOOK_LOOPBACK: 'refuse' })
  await expect(createWebhook(tenant.admin, { name: 'x', url: hook.url })).rejects.toThrow('this machine itself')
  await tell(tenant.engineer)
  await deliverDue()
  expect(hook.posts).toEqual([])
  const { deliveries } = await listDeliveries(tenant.admin, hook.id)
  expect(deliveries[0]?.lastError).toMatch(/127\.0\.0\.1 is not gone to/)
  const portal = env.BARECOUNT_URL
  Object.assign(env, { BARECOUNT_WEBHOOK_LOOPBACK: 'allow', BARECOUNT_URL: 'https://portal.example.com' })
  try {
    await expect(createWebhook(tenant.admin, { name: 'x', url: hook.url })).rejects.toThrow('this machine itself')
  } finally {
    Object.assign(env, { BARECOUNT_URL: portal })
  }
})

test('errors are tried again for a day, then it has failed; one or all that failed are sent again', async () => {
  const tenant = await makeTenant()
  let well = false
  const hook = await hooked(tenant, (response) => response.writeHead(well ? 200 : 500).end('boom'))
  await tell(tenant.engineer)
  await tell(tenant.engineer)
  for (let hours = 0; hours <= 30; hours++) await deliverDue(later(hours * HOUR))
  const failed = (await listDeliveries(tenant.admin, hook.id, { status: 'failed' })).deliveries
  expect(failed).toHaveLength(2)
  expect(failed[0]).toMatchObject({ lastStatus: 500, lastError: 'It answered 500.' })
  expect(failed[0]?.attempts).toBeGreaterThan(5)
  well = true
  const [one, two] = failed.map(({ id }) => id) as [string, string]
  expect(await replayDeliveries(tenant.admin, { id: hook.id, deliveries: [one] })).toEqual({ replayed: 1 })
  const before = hook.posts.length
  expect(await deliverDue()).toBe(1)
  const [again] = hook.posts.slice(before)
  const first = hook.posts.find((post) => post.body === again?.body)
  expect(again?.headers['barecount-event-id']).toBe(first?.headers['barecount-event-id'])
  expect(isSigned(hook.secret, String(again?.headers['barecount-signature']), again?.body ?? '', new Date())).toBe(true)
  expect(await replayDeliveries(tenant.admin, { id: hook.id, deliveries: 'failed' })).toEqual({ replayed: 1 })
  expect(await replayDeliveries(tenant.admin, { id: hook.id, deliveries: [two] }), 'still on its way').toEqual({
    replayed: 0,
  })
  expect(await deliverDue()).toBe(1)
  expect((await listDeliveries(tenant.admin, hook.id, { status: 'delivered' })).deliveries).toHaveLength(2)
  expect((await evidenceOf(tenant.id)).filter((line) => line.startsWith('webhook.replayed'))).toHaveLength(2)
  // Waits begin anew with a replay, and a delivery keeps every try it ever had.
  const { tries } = await getDelivery(tenant.admin, hook.id, one)
  expect(tries).toHaveLength((failed[0]?.attempts ?? 0) + 1)
})

test('while a secret is rotated both sign, after a day only the new one', async () => {
  const tenant = await makeTenant()
  const hook = await hooked(tenant)
  const { secret } = await rotateWebhookSecret(tenant.admin, { id: hook.id })
  const signedBy = async (now: () => Date) => {
    await tell(tenant.engineer)
    await deliverDue(now)
    const post = hook.posts.at(-1)
    return [secret, hook.secret].map((one) =>
      isSigned(one, String(post?.headers['barecount-signature']), post?.body ?? '', now()),
    )
  }
  expect(await signedBy(later(0))).toEqual([true, true])
  expect(await signedBy(later(25 * HOUR))).toEqual([true, false])
})

test('one that fails for days is switched off, and those who can mend it are told', async () => {
  const tenant = await makeTenant()
  const hook = await hooked(tenant, (response) => response.writeHead(503).end())
  for (let day = 0; day <= 5; day++) {
    await tell(tenant.engineer)
    await db.delivery.updateMany({ where: { tenantId: tenant.id }, data: { giveUpAt: later((day + 2) * 24 * HOUR)() } })
    for (let hour = 0; hour < 24; hour += 6) await deliverDue(later((day * 24 + hour) * HOUR))
  }
  await deliverDue(later(6 * 24 * HOUR))
  const endpoint = await getWebhook(tenant.admin, hook.id)
  expect(endpoint.disabledAt).not.toBeNull()
  expect(endpoint.disabledWhy).toContain('5 days')
  const posts = hook.posts.length
  await tell(tenant.engineer)
  expect(await deliverDue(later(9 * 24 * HOUR))).toBe(0)
  expect(hook.posts).toHaveLength(posts)
  const { notifications } = await listNotifications(tenant.admin)
  expect(notifications).toMatchObject([{ kind: 'webhook_disabled', link: `/settings/webhooks/${hook.id}` }])
  expect((await evidenceOf(tenant.id)).at(-1)).toMatch(/^webhook\.changed: Webhook Chat was switched off: /)
  await expect(pingWebhook(tenant.admin, { id: hook.id })).rejects.toMatchObject({ code: 'invalid_state' })
  await expect(replayDeliveries(tenant.admin, { id: hook.id, deliveries: 'failed' })).rejects.toMatchObject({
    code: 'invalid_state',
  })
  await changeWebhook(tenant.admin, { id: hook.id, enabled: true })
  expect(await getWebhook(tenant.admin, hook.id)).toMatchObject({ disabledAt: null, failingSince: null })
})

test('a success between ends the count of days', async () => {
  const tenant = await makeTenant()
  const hook = await hooked(tenant, (response, _post, before) => response.writeHead(before === 1 ? 200 : 500).end())
  await tell(tenant.engineer)
  await deliverDue()
  expect((await getWebhook(tenant.admin, hook.id)).failingSince).not.toBeNull()
  await deliverDue(later(HOUR))
  expect((await getWebhook(tenant.admin, hook.id)).failingSince).toBeNull()
})

test('two workers at once post each event once', async () => {
  const tenant = await makeTenant()
  const hook = await hooked(tenant)
  for (let i = 0; i < 20; i++) await tell(tenant.engineer)
  await Promise.all([deliverDue(), deliverDue(), deliverDue()])
  expect(new Set(hook.posts.map((post) => post.headers['barecount-event-id'])).size).toBe(20)
  expect(hook.posts).toHaveLength(20)
})

test('a test event, other kinds, another name, off and on, removed: each is written down', async () => {
  const tenant = await makeTenant()
  const hook = await hooked(tenant)
  await changeWebhook(tenant.admin, { id: hook.id, name: 'Pager', kinds: ['run_failed'] })
  await tell(tenant.engineer, 'approval_waiting')
  await pingWebhook(tenant.admin, { id: hook.id })
  await deliverDue()
  expect(hook.posts.map((post) => JSON.parse(post.body).kind)).toEqual(['ping'])
  expect((await listDeliveries(tenant.admin, hook.id)).deliveries).toMatchObject([{ kind: null, status: 'delivered' }])
  await changeWebhook(tenant.admin, { id: hook.id, name: 'Pager' })
  await tell(tenant.engineer, 'run_failed')
  await changeWebhook(tenant.admin, { id: hook.id, enabled: false })
  await deliverDue()
  await removeWebhook(tenant.admin, { id: hook.id })
  expect(hook.posts).toHaveLength(1)
  expect(await db.delivery.count({ where: { tenantId: tenant.id } })).toBe(0)
  expect((await evidenceOf(tenant.id)).slice(1)).toEqual([
    'webhook.changed: Webhook Pager was renamed, given other kinds.',
    'webhook.changed: Webhook Pager was switched off.',
    'webhook.removed: Webhook Pager was removed.',
  ])
})

test('only who manages webhooks reaches them, and only their own tenant’s', async () => {
  const [tenant, other] = [await makeTenant(), await makeTenant()]
  const hook = await hooked(tenant)
  await pingWebhook(tenant.admin, { id: hook.id })
  const { id } = (await listDeliveries(tenant.admin, hook.id)).deliveries[0] ?? { id: '' }
  const asks = (actor: Actor) => [
    () => getWebhook(actor, hook.id),
    () => listDeliveries(actor, hook.id),
    () => getDelivery(actor, hook.id, id),
    () => changeWebhook(actor, { id: hook.id, name: 'Mine' }),
    () => rotateWebhookSecret(actor, { id: hook.id }),
    () => pingWebhook(actor, { id: hook.id }),
    () => replayDeliveries(actor, { id: hook.id, deliveries: [id] }),
    () => removeWebhook(actor, { id: hook.id }),
  ]
  for (const ask of asks(other.admin)) await expect(ask()).rejects.toMatchObject({ code: 'not_found' })
  for (const ask of asks(tenant.engineer)) await expect(ask()).rejects.toMatchObject({ code: 'forbidden' })
  expect((await listWebhooks(other.admin)).webhooks).toEqual([])
  const own = await createWebhook(other.admin, { name: 'Own', url: 'https://hooks.example.com/' })
  const foreign = replayDeliveries(other.admin, { id: own.id, deliveries: [id] })
  await expect(foreign).rejects.toMatchObject({ code: 'not_found' })
  const stolen = getDelivery(other.admin, own.id, id)
  await expect(stolen).rejects.toMatchObject({ code: 'not_found' })
})
