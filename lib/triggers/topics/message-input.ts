type Message = {
  topicName: string | null
  offset: bigint
  key: string | null | undefined
  publishedAt: Date
  payload: unknown
}

/** What a run is given of a message. Pure. */
export function messageInput({ topicName: topic, offset, key, publishedAt, payload }: Message) {
  return { topic, offset: Number(offset), key: key ?? null, publishedAt: publishedAt.toISOString(), payload }
}
