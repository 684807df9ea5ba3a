import { z } from 'zod'

const prefix = z
  .string()
  .trim()
  .toLowerCase()
  .max(200)
  .regex(
    /^[a-z0-9][a-z0-9.-]*(:\d{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/,
    'Give a host, or a host and a path, such as registry.example.com/team.',
  )

/** What an approval says: from where images may be taken, and whose signature counts there. */
export const approveRegistryInput = z
  .strictObject({
    prefix: prefix.describe('`host`, or `host/path` for a part of it'),
    publisherKeys: z.string().max(20_000).default('').describe('Public keys of the publisher, PEM, one after another'),
    signatureRequired: z.boolean().default(true),
    note: z.string().trim().max(500).default(''),
  })
  .refine(({ signatureRequired, publisherKeys }) => !signatureRequired || publisherKeys.trim() !== '', {
    path: ['publisherKeys'],
    message: 'A signature can only be asked for with the key it is checked with.',
  })

export const withdrawRegistryInput = z.strictObject({ id: z.string().max(40) })
