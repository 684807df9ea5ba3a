import { expect, test } from 'vitest'
import { db, transaction } from '../db/client.ts'
import { makeTenant } from '../db/testing/world.ts'
import { env } from '../env.ts'
import { notifyChange } from '../live/notify.ts'
import { notifyUsers } from '../notifications/notify-users.ts'
import { createWebhook } from '../webhooks/create-webhook.ts'
import { receiver } from '../webhooks/testing/receiver.ts'
import { DELIVERIES } from './queue-deliveries.ts'
import { runDeliveries } from './run-deliveries.ts'

test('a receiver that never answers does not keep the others waiting, and what is under way is settled at the end', async () => {
  Object.assign(env, { BARECOUNT_WEBHOOK_LOOPBACK: 'allow' })
  const [slow, quick] = [await receiver(() => undefined), await receiver()]
  const [stuck, well] = [await makeTenant(), await makeTenant()]
  await createWebhook(stuck.admin, { name: 'Stuck', url: slow.url })
  await createWebhook(well.admin, { name: 'Well', url: quick.url })
  const tell = (tenantId: string) =>
    transaction((tx) =>
      notifyUsers(tx, tenantId, [], {
        kind: 'policy_changed',
        sentence: 'New rules.',
        link: '/policy',
        subjectIds: [],
      }),
    )
  for (let i = 0; i < 20; i++) await tell(stuck.id)
  const stopping = new AbortController()
  const running = runDeliveries(stopping.signal)
  await expect.poll(() => slow.posts.length, { timeout: 20_000 }).toBe(4)
  await tell(well.id)
  await expect.poll(() => quick.posts.length, { timeout: 8_000 }).toBe(1)
  expect(slow.posts, 'no more at once to one receiver').toHaveLength(4)
  stopping.abort()
  await slow.close()
  await running
  await quick.close()
  const rows = await db.delivery.findMany({ where: { tenantId: stuck.id } })
  expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['waiting']))
})

test('it ends at once when there is nothing to do', async () => {
  const stopping = new AbortController()
  const running = runDeliveries(stopping.signal)
  await transaction((tx) => notifyChange(tx, DELIVERIES))
  stopping.abort()
  await running
})
