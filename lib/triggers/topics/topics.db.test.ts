import { beforeAll, expect, test } from 'vitest'
import { unsafeDb } from '../../db/client.ts'
import { makeTenant, type TestTenant } from '../../db/testing/world.ts'
import { pauseRuns } from '../../pauses/pause-runs.ts'
import { resumeRuns } from '../../pauses/resume-runs.ts'
import { listRuns } from '../../runs/list-runs.ts'
import { armedRunner } from '../testing/armed-runner.ts'
import { createTopic } from './create-topic.ts'
import { forgetMessages } from './forget-messages.ts'
import { publish } from './publish.ts'
import { getTopic, listMessages, listTopics } from './queries.ts'
import { readTopics } from './read-topics.ts'

let tenant: TestTenant
let topics = 0

beforeAll(async () => {
  tenant = await makeTenant()
})

async function reader() {
  const name = `orders-${++topics}`
  const runner = await armedRunner(tenant, { kind: 'topic', name })
  const [topic] = (await listTopics(tenant.engineer, { name })).topics
  return { ...runner, name, topicId: topic?.id ?? '' }
}
const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, n) => ({ payload: { n: from + n } }))
const runsOf = async (runnerId: string) =>
  unsafeDb.run.findMany({
    where: { runnerId },
    orderBy: { id: 'asc' },
    select: { token: true, input: true, origin: true },
  })
/** Lets every topic of this file be read, as if its time had come. */
const readAll = () => readTopics(new Date(Date.now() + 120_000))

test('each message becomes one run of each reader, in order, however many workers read', async () => {
  const one = await reader()
  const two = await armedRunner(tenant, { kind: 'topic', name: one.name })
  await publish(tenant.engineer, one.topicId, { messages: numbers(120) })
  await Promise.all([readAll(), readAll(), readAll()])
  await readAll()
  for (const { runnerId, triggerId } of [one, two]) {
    const runs = await runsOf(runnerId)
    expect(runs.map(({ token }) => token)).toEqual(numbers(120).map((_, n) => `topic:${triggerId}:${n}`))
    expect(runs[7]).toMatchObject({
      origin: 'topic',
      input: { topic: one.name, offset: 7, key: null, payload: { n: 7 } },
    })
  }
  expect((await getTopic(tenant.engineer, one.topicId)).readers.map(({ behind }) => behind)).toEqual([0, 0])
})

test('publishers at the same moment lose nothing and share no offset', async () => {
  const { runnerId, topicId } = await reader()
  await Promise.all(
    Array.from({ length: 8 }, (_, at) => publish(tenant.engineer, topicId, { messages: numbers(10, at * 10) })),
  )
  await readAll()
  const seen = (await runsOf(runnerId)).map(({ input }) => (input as { payload: { n: number } }).payload.n)
  expect(seen.toSorted((a, b) => a - b)).toEqual(numbers(80).map(({ payload }) => payload.n))
})

test('a key is published once; with another payload it is refused, and both are named', async () => {
  const { topicId, runnerId } = await reader()
  const message = { key: 'order-1', payload: { b: 1, a: [2] } }
  const twice = await publish(tenant.engineer, topicId, {
    messages: [message, { key: 'order-1', payload: { a: [2], b: 1 } }],
  })
  expect(twice.messages).toEqual([
    { offset: '0', published: true },
    { offset: '0', published: false },
  ])
  expect((await publish(tenant.engineer, topicId, { messages: [message] })).messages).toEqual([
    { offset: '0', published: false },
  ])
  const other = publish(tenant.engineer, topicId, { messages: [{ key: 'order-1', payload: 2 }] })
  await expect(other).rejects.toMatchObject({
    code: 'token_reused',
    message: expect.stringMatching(/sha256:.*sha256:/),
  })
  await readAll()
  expect(await runsOf(runnerId)).toHaveLength(1)
})

test.each([
  ['too large', 'x'.repeat(256 * 1024), 'payload_too_large'],
  ['too deep for the input it is wrapped in', JSON.parse('['.repeat(100) + ']'.repeat(100)), 'invalid_input'],
  ['too deep', JSON.parse('['.repeat(101) + ']'.repeat(101)), 'invalid_input'],
  ['not to be kept', 'a\u0000b', 'invalid_input'],
])('a message that is %s is refused with all that came with it', async (_name, payload, code) => {
  const { topicId } = await reader()
  await expect(publish(tenant.engineer, topicId, { messages: [{ payload: 1 }, { payload }] })).rejects.toMatchObject({
    code,
  })
  expect((await listMessages(tenant.engineer, topicId)).messages).toEqual([])
})

test('while the runner is paused messages stay in the topic, and follow when it goes on', async () => {
  const { runnerId, triggerId, topicId } = await reader()
  const { id } = await pauseRuns(tenant.engineer, { runnerId, reason: 'The database moves.' })
  await publish(tenant.engineer, topicId, { messages: numbers(3) })
  await readAll()
  expect(await runsOf(runnerId)).toEqual([])
  const held = await unsafeDb.trigger.findFirstOrThrow({ where: { id: triggerId } })
  expect(held.heldBack).toContain('The database moves.')
  await resumeRuns(tenant.engineer, id)
  await readAll()
  expect(await runsOf(runnerId)).toHaveLength(3)
  expect((await unsafeDb.trigger.findFirstOrThrow({ where: { id: triggerId } })).heldBack).toBeNull()
})

test('when a gate says no, one run says so, and nothing is passed over', async () => {
  const { runnerId, triggerId, topicId } = await reader()
  await publish(tenant.engineer, topicId, { messages: numbers(5) })
  await unsafeDb.runner.updateMany({ where: { id: runnerId }, data: { status: 'smoke_failed' } })
  await readAll()
  await readAll()
  const { runs } = await listRuns(tenant.engineer, { runnerId })
  expect(runs).toMatchObject([{ status: 'denied', token: `topic:${triggerId}:0` }])
  expect((await unsafeDb.trigger.findFirstOrThrow({ where: { id: triggerId } })).heldBack).toContain('smoke_failed')
  await unsafeDb.runner.updateMany({ where: { id: runnerId }, data: { status: 'active' } })
  await readAll()
  const after = await listRuns(tenant.engineer, { runnerId })
  expect(after.runs.map(({ status }) => status)).toEqual(Array(5).fill('queued'))
})

test('a full queue leaves messages where they are', async () => {
  const { runnerId, topicId } = await reader()
  for (const part of [0, 1, 2]) await publish(tenant.engineer, topicId, { messages: numbers(400, part * 400) })
  await readAll()
  await readAll()
  expect(await unsafeDb.run.count({ where: { runnerId } })).toBe(1000)
  await unsafeDb.run.updateMany({ where: { runnerId }, data: { status: 'succeeded' } })
  await readAll()
  const runs = await runsOf(runnerId)
  expect(runs.map(({ input }) => (input as { offset: number }).offset)).toEqual(numbers(1200).map((_, n) => n))
})

test('old messages that everybody has read are forgotten; the others stay', async () => {
  const { topicId } = await reader()
  await publish(tenant.engineer, topicId, { messages: numbers(2) })
  await readAll()
  await publish(tenant.engineer, topicId, { messages: numbers(1, 2) })
  await unsafeDb.topicMessage.updateMany({
    where: { topicId },
    data: { publishedAt: new Date('2026-01-01T00:00:00Z') },
  })
  await forgetMessages(new Date('2026-01-20T00:00:00Z'))
  expect((await listMessages(tenant.engineer, topicId)).messages.map(({ offset }) => offset)).toEqual(['2'])
  expect(await getTopic(tenant.engineer, topicId)).toMatchObject({ firstOffset: '2', nextOffset: '3' })
})

test('another tenant publishes and reads nothing here', async () => {
  const { topicId, name } = await reader()
  const other = await makeTenant()
  const foreign = { code: 'not_found' }
  await expect(publish(other.engineer, topicId, { messages: numbers(1) })).rejects.toMatchObject(foreign)
  await expect(getTopic(other.engineer, topicId)).rejects.toMatchObject(foreign)
  await expect(listMessages(other.engineer, topicId)).rejects.toMatchObject(foreign)
  expect((await listTopics(other.engineer, { name })).topics).toEqual([])
  await expect(publish(tenant.auditor, topicId, { messages: numbers(1) })).rejects.toMatchObject({ code: 'forbidden' })
  const { id } = await createTopic(other.engineer, { name, environment: 'dev' })
  expect(id).not.toBe(topicId)
})
