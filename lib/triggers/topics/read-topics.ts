import { db } from '../../db/client.ts'
import { log } from '../../log.ts'
import { type ClaimedTrigger, claimTriggers, releaseTrigger } from '../claim-triggers.ts'
import { QUEUE_IS_FULL, roomIn } from '../room-in.ts'
import { heldByPause, Overtaken, startBatch } from '../start-batch.ts'
import { messageInput } from './message-input.ts'

const BATCH = 100
/** Batches of one topic before others have their turn. */
const BATCHES_IN_A_ROW = 10
const SOON_MS = 1000
const REFUSED_MS = 60_000

/**
 * Starts a run for every message that is new to a trigger, in the order of the topic, and remembers up to where: both in
 * one transaction. Each trigger reads by itself. Returns how many messages became runs.
 */
export async function readTopics(now = new Date()): Promise<number> {
  let read = 0
  for (const trigger of await claimTriggers('topic', now)) {
    read += await readTopic(trigger).catch(async (error: unknown) => {
      if (error instanceof Overtaken) return 0
      log.error({ err: error, trigger: trigger.id }, 'a topic could not be read')
      await releaseTrigger(trigger, {
        nextAt: soon(REFUSED_MS),
        heldBack: 'It could not be read; the log of the worker says why.',
      })
      return 0
    })
  }
  return read
}

async function readTopic(trigger: ClaimedTrigger): Promise<number> {
  const paused = await heldByPause(trigger)
  if (paused) {
    await releaseTrigger(trigger, { nextAt: soon(SOON_MS), heldBack: paused })
    return 0
  }
  let { nextOffset } = trigger
  let read = 0
  for (let batch = 0; batch < BATCHES_IN_A_ROW; batch++) {
    const room = await roomIn(trigger.tenantId, trigger.runnerId)
    if (room <= 0) {
      await releaseTrigger(trigger, { nextAt: soon(SOON_MS), heldBack: QUEUE_IS_FULL })
      return read
    }
    const messages = await messagesFrom(trigger, nextOffset, Math.min(room, BATCH))
    const last = messages.at(-1)
    if (!last) {
      await releaseTrigger(trigger, { nextAt: null })
      return read
    }
    const refusal = await startAndMoveOn(trigger, nextOffset, messages)
    if (refusal) {
      await releaseTrigger(trigger, { nextAt: soon(REFUSED_MS), heldBack: refusal })
      return read
    }
    read += messages.length
    nextOffset = last.offset + 1n
  }
  await releaseTrigger(trigger, { nextAt: new Date() })
  return read
}

type Message = Awaited<ReturnType<typeof messagesFrom>>[number]

function startAndMoveOn(trigger: ClaimedTrigger, from: bigint, messages: readonly Message[]) {
  const { tenantId, id, topicName } = trigger
  const arrived = messages.map((message) => ({
    token: `topic:${id}:${message.offset}`,
    input: messageInput({ topicName, ...message }),
  }))
  const next = (messages.at(-1)?.offset ?? from) + 1n
  return startBatch(trigger, 'topic', arrived, async (tx) => {
    const { count } = await tx.trigger.updateMany({
      where: { tenantId, id, active: true, nextOffset: from },
      data: { nextOffset: next, lastAt: new Date(), heldBack: null },
    })
    if (!count) throw new Overtaken()
  })
}

async function messagesFrom({ tenantId, environmentId, topicName }: ClaimedTrigger, from: bigint, limit: number) {
  const topic = await db.topic.findFirst({
    where: { tenantId, environmentId, name: topicName ?? '' },
    select: { id: true },
  })
  if (!topic) return []
  return db.topicMessage.findMany({
    where: { tenantId, topicId: topic.id, offset: { gte: from } },
    select: { offset: true, payload: true, key: true, publishedAt: true },
    orderBy: { offset: 'asc' },
    take: limit,
  })
}

const soon = (ms: number) => new Date(Date.now() + ms)
