import { beforeAll, expect, test } from 'vitest'
import { systemActor } from '../auth/actor.ts'
import { fixedClock } from '../clock.ts'
import { transaction, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { newId } from '../ids.ts'
import { fetchSecret } from '../secrets/fetch-secret.ts'
import { syncTriggers } from '../triggers/sync-triggers.ts'
import { getRun } from './queries.ts'
import { rotateWebhookSecret } from './rotate-webhook-secret.ts'
import { startRunFromWebhook } from './start-run-from-webhook.ts'
import { activeRunner } from './testing/active-runner.ts'
import { signWebhook } from './webhook-signature.ts'

const clock = fixedClock(new Date('2026-11-24T10:00:00Z'))
const unix = clock.now().getTime() / 1000
const bad = { code: 'bad_signature' }

let tenant: TestTenant
let triggerId: string
let secret: string
beforeAll(async () => {
  tenant = await makeTenant()
  const worker = systemActor(tenant, 'worker')
  const { runnerId } = await activeRunner(tenant)
  const [made] = await transaction((tx) => syncTriggers(tx, worker, runnerId, [{ kind: 'webhook' }]))
  triggerId = made?.triggerId ?? ''
  secret = await fetchSecret(worker, `webhooks/${triggerId}`)
})

const deliver = (delivery: string, body: string, signature = signWebhook(secret, unix, delivery, body)) =>
  startRunFromWebhook({ triggerId, delivery, body, signature }, clock)

test('a signed delivery starts one run, however often it is sent', async () => {
  const first = await deliver('d-1', '{"order":1}')
  expect(first).toMatchObject({ created: true, token: `webhook:${triggerId}:d-1` })
  expect(await deliver('d-1', '{"order":1}')).toMatchObject({ id: first.id, created: false })
  expect(await getRun(tenant.engineer, first.id)).toMatchObject({ origin: 'webhook', input: { order: 1 }, triggerId })
  await expect(deliver('d-1', '{"order":2}')).rejects.toMatchObject({ code: 'token_reused' })
})

test('wrong signatures, unknown and disabled addresses answer alike', async () => {
  await expect(deliver('d-2', '{}', 't=1,v1=00')).rejects.toMatchObject(bad)
  const signature = signWebhook(secret, unix, 'd-3', '{}')
  const unknown = { triggerId: newId('trigger'), delivery: 'd-3', body: '{}', signature }
  await expect(startRunFromWebhook(unknown, clock)).rejects.toMatchObject(bad)
  await unsafeDb.trigger.updateMany({ where: { id: triggerId }, data: { active: false } })
  await expect(deliver('d-3', '{}')).rejects.toMatchObject(bad)
  await unsafeDb.trigger.updateMany({ where: { id: triggerId }, data: { active: true } })
})

test('a body that is not JSON and a delivery without an id are refused once the signature holds', async () => {
  await expect(deliver('d-4', 'not json')).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(deliver('', '{}')).rejects.toMatchObject({ code: 'invalid_input' })
})

test('a delivery that is signed for another moment, past or future, is refused as one that was captured', async () => {
  for (const minutes of [-6, 6]) {
    const signature = signWebhook(secret, unix + minutes * 60, `late${minutes}`, '{}')
    await expect(deliver(`late${minutes}`, '{}', signature)).rejects.toMatchObject({
      ...bad,
      message: expect.stringContaining('five minutes'),
    })
  }
  // Another moment than the signed one is another text.
  const moved = signWebhook(secret, unix - 600, 'moved', '{}').replace(`t=${unix - 600}`, `t=${unix}`)
  await expect(deliver('moved', '{}', moved)).rejects.toMatchObject(bad)
})

test.each([
  ['nested too deep', '['.repeat(100_000) + ']'.repeat(100_000), 'invalid_input'],
  ['larger than a run takes', JSON.stringify('x'.repeat(6 * 1024 * 1024)), 'payload_too_large'],
  ['not to be stored', '"\\u0000"', 'invalid_input'],
])('a signed body that is %s is refused, and leaves no run', async (name, body, code) => {
  const delivery = `bad-${name.length}`
  await expect(deliver(delivery, body)).rejects.toMatchObject({ code })
  expect(await unsafeDb.run.count({ where: { token: `webhook:${triggerId}:${delivery}` } })).toBe(0)
})

test('after a rotation only the new secret counts', async () => {
  const foreign = rotateWebhookSecret((await makeTenant()).engineer, triggerId)
  await expect(foreign).rejects.toMatchObject({ code: 'not_found' })
  const { secret: next } = await rotateWebhookSecret(tenant.engineer, triggerId)
  await expect(deliver('d-5', '{}')).rejects.toMatchObject(bad)
  expect(await deliver('d-5', '{}', signWebhook(next, unix, 'd-5', '{}'))).toMatchObject({ created: true })
})
