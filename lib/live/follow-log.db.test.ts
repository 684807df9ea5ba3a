import { expect, test } from 'vitest'
import { actorOfToken } from '../auth/api-token.ts'
import { transaction, unsafeDb } from '../db/client.ts'
import { makeTenant } from '../db/testing/world.ts'
import { newId } from '../ids.ts'
import { createToken } from '../tenancy/create-token.ts'
import { revokeToken } from '../tenancy/revoke-token.ts'
import { followLog } from './follow-log.ts'
import { openLog } from './log-writer.ts'
import { notifyChange } from './notify.ts'
import { eventStream } from './server-sent-events.ts'

const anybody = async () => undefined

test('a follower whose token is revoked is told nothing more', async () => {
  const { engineer } = await makeTenant()
  const { id, secret } = await createToken(engineer, { name: 'follower', scopes: ['deployment:read'], days: 1 })
  const leave = new AbortController()
  const following = { admit: () => actorOfToken(secret), read: async () => ({ state: 'running', ended: false }) }
  const events = followLog(engineer, 'dep_1', 0n, following, leave.signal)
  expect((await events.next()).value).toEqual({ event: 'state', data: 'running' })
  await revokeToken(engineer, { id })
  await expect(events.next()).rejects.toMatchObject({ code: 'unauthenticated' })
  leave.abort()
})

/** Reads a stream of events to its end and answers with the lines of its log. */
async function linesOf(response: Response): Promise<string[]> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
    text += decoder.decode(chunk, { stream: true })
  const blocks = text.split('\n\n').filter((block) => block.includes('event: log'))
  return blocks.flatMap((block) => {
    const data = block.split('\n').find((line) => line.startsWith('data: ')) as string
    return (JSON.parse(data.slice(6)) as { text: string }).text.split('\n')
  })
}

test('two hundred followers of one log each get every line once and in order, from one reader; a slow one waits on disk', async () => {
  const tenant = await makeTenant()
  const subjectId = newId('deployment')
  const target = { tenantId: tenant.id, subjectId, channel: 'build' }
  const early = openLog({ ...target, attempt: 1 })
  for (let n = 0; n < 50; n++) early.line(`early ${n}`)
  await early.close()
  let ended = false
  let looks = 0
  const read = async () => {
    looks++
    return { state: { ended }, ended }
  }
  const leave = new AbortController()
  const open = () =>
    eventStream(followLog(tenant.engineer, subjectId, 0n, { admit: anybody, read }, leave.signal), leave.signal)
  const slow = open()
  const fast = Array.from({ length: 200 }, () => linesOf(open()))
  // More than a feed holds, so that the slow one must find its place in the database again.
  const [one, two] = [openLog({ ...target, attempt: 1 }), openLog({ ...target, attempt: 2 })]
  const wide = 'x'.repeat(4000)
  for (let n = 0; n < 160; n++) (n % 2 ? one : two).line(`${n} ${wide}`)
  await Promise.all([one.close(), two.close()])
  ended = true
  await transaction((tx) => notifyChange(tx, subjectId))
  const all = await Promise.all(fast)
  const order = all[0] as string[]
  expect(order).toHaveLength(210)
  expect(new Set(order).size).toBe(210)
  for (const lines of all) expect(lines).toEqual(order)
  expect(await linesOf(slow)).toEqual(order)
  const chunks = await unsafeDb.logChunk.count({ where: { tenantId: tenant.id, subjectId } })
  // Each look is one of the feed's, however many follow it.
  expect(looks).toBeLessThanOrEqual(chunks + 10)
}, 120_000)

test('a stream asks for no more than its client reads', async () => {
  let made = 0
  async function* endless() {
    for (;;) {
      made++
      yield { event: 'log', data: 'y'.repeat(1000) }
    }
  }
  const leave = new AbortController()
  const reader = (eventStream(endless(), leave.signal).body as ReadableStream<Uint8Array>).getReader()
  await reader.read()
  await new Promise((resolve) => setImmediate(resolve))
  // 64 KiB wait at most, however long nobody reads.
  const waiting = made
  expect(waiting).toBeLessThan(80)
  for (let n = 0; n < 200; n++) await reader.read()
  expect(made).toBeGreaterThan(150)
  expect(made).toBeLessThan(300)
  leave.abort()
  await reader.cancel()
})
