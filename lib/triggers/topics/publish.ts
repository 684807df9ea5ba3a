import canonicalize from 'canonicalize'
import type { Actor } from '../../auth/actor.ts'
import { authorise } from '../../auth/authorise.ts'
import { type Tx, transaction, unsafeTx } from '../../db/client.ts'
import { digestOf } from '../../digest.ts'
import { BareCountError, notFound } from '../../errors.ts'
import { appendEvidence } from '../../evidence/append-evidence.ts'
import { readInput } from '../../runs/run-input.ts'
import { messageInput } from './message-input.ts'
import { MAX_MESSAGE_BYTES, type PublishInput, publishInput } from './schema.ts'

/** Where a message stands in its topic; `published` is false when its key had been published before. */
export type Published = { offset: string; published: boolean }

type Message = { text: string; digest: string; key: string | undefined }

/**
 * Puts messages at the end of a topic, in order, all or none. A message whose key is there already is not put there
 * again: the answer says where it is. Throws `not_found`, `forbidden`, `invalid_input`, `payload_too_large`, and
 * `token_reused` when a key was used with another payload.
 */
export async function publish(actor: Actor, topicId: string, given: PublishInput): Promise<{ messages: Published[] }> {
  authorise(actor, 'topic:publish')
  const messages = publishInput.parse(given).messages.map(({ payload, key }) => readMessage(payload, key))
  const { tenantId, label } = actor
  return transaction(async (tx) => {
    // The topic's row is held until the end: offsets become visible in their order, so a reader passes over none.
    const [topic] = await unsafeTx(tx).$queryRaw<{ name: string; environmentId: string; nextOffset: bigint }[]>`
      select name, "environmentId", "nextOffset" from "Topic" where "tenantId" = ${tenantId} and id = ${topicId} for update`
    if (!topic) throw notFound('topic')
    const known = await knownKeys(tx, tenantId, topicId, messages)
    const fresh: (Message & { offset: bigint })[] = []
    const answers = messages.map((message): Published => {
      const before = message.key === undefined ? undefined : known.get(message.key)
      if (before) return { offset: String(refuseOther(message, before).offset), published: false }
      const offset = topic.nextOffset + BigInt(fresh.length)
      fresh.push({ ...message, offset })
      if (message.key !== undefined) known.set(message.key, { offset, digest: message.digest })
      return { offset: String(offset), published: true }
    })
    if (!fresh.length) return { messages: answers }
    await tx.topicMessage.createMany({
      data: fresh.map(({ text, key, offset }) => {
        return { tenantId, topicId, offset, key: key ?? null, payload: JSON.parse(text), publishedByLabel: label }
      }),
    })
    await tx.topic.updateMany({
      where: { tenantId, id: topicId },
      data: { nextOffset: topic.nextOffset + BigInt(fresh.length) },
    })
    const { environmentId, name: topicName } = topic
    await tx.trigger.updateMany({
      where: { tenantId, environmentId, topicName, active: true },
      data: { nextAt: new Date() },
    })
    await appendEvidence(tx, {
      kind: 'topic.published',
      actor,
      result: 'info',
      environmentId,
      topicId,
      topic: topicName,
      firstOffset: Number(topic.nextOffset),
      count: fresh.length,
      digest: digestOf(fresh.map(({ digest }) => digest).join('\n')),
    })
    return { messages: answers }
  })
}

function readMessage(payload: unknown, key: string | undefined): Message {
  // Once it is in the topic every reader makes a run of it: what could not be an input would hold up all that follow.
  readInput(messageInput({ topicName: '', offset: 0n, key, publishedAt: new Date(0), payload }))
  const { value, digest } = readInput(payload)
  const text = JSON.stringify(value)
  if (Buffer.byteLength(text) > MAX_MESSAGE_BYTES) {
    throw new BareCountError('payload_too_large', 'A message is limited to 256 KiB.', {
      remedy: 'Put the data into storage and publish its name.',
    })
  }
  return { text, digest, key }
}

type Known = { offset: bigint; digest: string }

async function knownKeys(tx: Tx, tenantId: string, topicId: string, messages: readonly Message[]) {
  const keys = messages.flatMap(({ key }) => (key === undefined ? [] : [key]))
  const rows = keys.length
    ? await tx.topicMessage.findMany({
        where: { tenantId, topicId, key: { in: keys } },
        select: { key: true, offset: true, payload: true },
      })
    : []
  return new Map<string, Known>(
    rows.map(({ key, offset, payload }) => [key ?? '', { offset, digest: digestOf(canonicalize(payload) ?? '') }]),
  )
}

function refuseOther(message: Message, known: Known): Known {
  if (known.digest === message.digest) return known
  const text = `The key ${message.key} was published with another payload: offset ${known.offset} has ${known.digest}, this has ${message.digest}.`
  throw new BareCountError('token_reused', text, { remedy: 'Use a new key for a new message.' })
}
