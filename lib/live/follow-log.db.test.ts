import { expect, test } from 'vitest'
import { actorOfToken } from '../auth/api-token.ts'
import { makeTenant } from '../db/testing/world.ts'
import { createToken } from '../tenancy/create-token.ts'
import { revokeToken } from '../tenancy/revoke-token.ts'
import { followLog } from './follow-log.ts'

test('a follower whose token is revoked is told nothing more', async () => {
  const { engineer } = await makeTenant()
  const { id, secret } = await createToken(engineer, { name: 'follower', scopes: ['deployment:read'], days: 1 })
  const leave = new AbortController()
  // As the routes do it: whoever asks is asked again before each batch.
  const look = async () => ({ state: (await actorOfToken(secret)).userId, ended: false })
  const events = followLog(engineer, 'dep_1', 0n, look, leave.signal)
  expect((await events.next()).value).toEqual({ event: 'state', data: engineer.userId })
  await revokeToken(engineer, { id })
  await expect(events.next()).rejects.toMatchObject({ code: 'unauthenticated' })
  leave.abort()
})
