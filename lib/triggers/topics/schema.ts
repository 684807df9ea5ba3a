import { z } from 'zod'
import { topicName } from '../../manifests/trigger-words.ts'

/** What one message may hold: more belongs into storage, and its name into the message. */
export const MAX_MESSAGE_BYTES = 256 * 1024
export const MOST_MESSAGES = 1000

export const topicInput = z.strictObject({ name: topicName, environment: z.string().max(63) })

const message = z.strictObject({
  payload: z.unknown().describe('Any JSON up to 256 KiB'),
  key: z
    .string()
    .regex(/^[\w.:/+-]{1,200}$/, 'must be up to 200 letters, digits and . _ : / + -')
    .optional()
    .describe('What the publisher calls it: the same key is published once'),
})

export const publishInput = z.strictObject({ messages: z.array(message).min(1).max(MOST_MESSAGES) })
export type PublishInput = z.input<typeof publishInput>

/** What the list of topics can be narrowed to. */
export const topicFilters = z.object({
  environment: z.string().max(63).optional(),
  name: z.string().max(100).optional(),
})
export type TopicFilters = z.output<typeof topicFilters>
