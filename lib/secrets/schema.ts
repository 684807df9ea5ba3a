import { z } from 'zod'
import { secretPath } from '../manifests/field-formats.ts'

/** Lambda's limit for all variables together is 4 KiB; one secret may be a certificate chain. */
const MAX_SECRET_BYTES = 16 * 1024

/** A secret to keep. The path is what manifests name; the value is never shown again. */
export const putSecretInput = z.strictObject({
  path: secretPath,
  value: z
    .string()
    .min(1, 'A secret needs a value.')
    .refine((value) => new TextEncoder().encode(value).length <= MAX_SECRET_BYTES, 'A secret holds up to 16 KiB.')
    .refine((value) => !value.includes('\0'), 'A secret cannot hold a NUL character: it becomes a variable.'),
})

export type PutSecretInput = z.infer<typeof putSecretInput>
