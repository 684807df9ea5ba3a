import { expect, test } from 'vitest'
import { db } from '../db/client.ts'
import { makeTenant } from '../db/testing/world.ts'
import { once } from './idempotency.ts'

const request = new Request('http://localhost/api/v1/tokens', { method: 'POST' })

test('a repetition gets the first answer, and only from the same person with the same request', async () => {
  const { engineer, admin } = await makeTenant()
  let done = 0
  const respond = async () => Response.json({ done: ++done }, { status: 201 })
  const asked = { request, body: { a: 1 } }
  expect(await (await once(engineer, 'k', asked, respond)).json()).toEqual({ done: 1 })
  const again = await once(engineer, 'k', asked, respond)
  expect([again.status, await again.json()]).toEqual([201, { done: 1 }])
  expect(await (await once(admin, 'k', asked, respond)).json()).toEqual({ done: 2 })
  const other = once(engineer, 'k', { request, body: { a: 2 } }, respond)
  await expect(other).rejects.toMatchObject({ code: 'idempotency_mismatch' })
})

test('a secret is answered once and kept nowhere', async () => {
  const { engineer } = await makeTenant()
  const respond = async () => Response.json({ id: 'tok_1', secret: 'bct_x' }, { status: 201 })
  const ask = () => once(engineer, 'k', { request, body: {}, secretField: 'secret' }, respond)
  expect(await (await ask()).json()).toEqual({ id: 'tok_1', secret: 'bct_x' })
  expect(await (await ask()).json()).toEqual({ id: 'tok_1' })
  const row = await db.idempotencyKey.findFirst({ where: { tenantId: engineer.tenantId, key: 'k' } })
  expect(row?.body).toEqual({ id: 'tok_1' })
})

test('two keys that only differ late are two keys, so a very long one is refused', async () => {
  const { engineer } = await makeTenant()
  const long = once(engineer, 'k'.repeat(201), { request, body: {} }, async () => Response.json({}))
  await expect(long).rejects.toMatchObject({ code: 'invalid_input' })
})

test('no digest is kept that a password could be guessed from', async () => {
  const { approver } = await makeTenant()
  const kept = async (key: string, body: object) => {
    await once(approver, key, { request, body }, async () => Response.json({}))
    return (await db.idempotencyKey.findFirst({ where: { tenantId: approver.tenantId, key } }))?.requestDigest
  }
  const vote = { verdict: 'approve', comment: 'Seen.' }
  const digests = [await kept('one', { ...vote, password: 'right one' }), await kept('two', { ...vote, password: 'x' })]
  expect(digests).toEqual([await kept('three', vote), await kept('four', vote)])
  expect(await kept('five', { ...vote, verdict: 'reject' })).not.toBe(digests[0])
})
