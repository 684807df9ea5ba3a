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

test('an answer with a secret is given once and kept nowhere', async () => {
  const { engineer } = await makeTenant()
  let done = 0
  const ask = () =>
    once(engineer, 'k', { request, body: {}, secretAnswer: true }, async () =>
      Response.json({ secret: 'bct_x', n: ++done }),
    )
  expect(await (await ask()).json()).toEqual({ secret: 'bct_x', n: 1 })
  await expect(ask()).rejects.toMatchObject({ code: 'conflict' })
  expect(done).toBe(1)
  const row = await db.idempotencyKey.findFirst({ where: { tenantId: engineer.tenantId, key: 'k' } })
  expect(row).toMatchObject({ status: 200, body: null })
})

test('two keys that only differ late are two keys, so a very long one is refused', async () => {
  const { engineer } = await makeTenant()
  const long = once(engineer, 'k'.repeat(201), { request, body: {} }, async () => Response.json({}))
  await expect(long).rejects.toMatchObject({ code: 'invalid_input' })
})
