import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { z } from 'zod'

const sealed = z.object({ nonce: z.base64(), tag: z.base64(), text: z.base64() })

/** A value under a data key of its own, and that key under the key-encryption key. Base64 throughout. */
export const envelopeSchema = z.object({
  version: z.literal(1),
  cipher: z.literal('AES-256-GCM'),
  /** Names the key-encryption key, so that it can be changed. */
  keyId: z.string(),
  dataKey: sealed,
  value: sealed,
})
export type Envelope = z.infer<typeof envelopeSchema>
type Sealed = z.infer<typeof sealed>

/** A 256-bit key with its name. */
export type KeyEncryptionKey = { keyId: string; key: Buffer }

/**
 * Seals `value` for one place. `place` is authenticated with it: an envelope copied to another tenant or path does not
 * open there.
 */
export function seal(kek: KeyEncryptionKey, place: string, value: string): Envelope {
  const dataKey = randomBytes(32)
  return {
    version: 1,
    cipher: 'AES-256-GCM',
    keyId: kek.keyId,
    dataKey: encrypt(kek.key, place, dataKey),
    value: encrypt(dataKey, place, Buffer.from(value, 'utf8')),
  }
}

/** The value sealed for `place`. Throws when the envelope was changed, moved, or sealed under another key. */
export function open(kek: KeyEncryptionKey, place: string, envelope: Envelope): string {
  if (envelope.keyId !== kek.keyId) throw new Error(`sealed under the key ${envelope.keyId}, not ${kek.keyId}`)
  return decrypt(decrypt(kek.key, place, envelope.dataKey), place, envelope.value).toString('utf8')
}

function encrypt(key: Buffer, place: string, plain: Buffer): Sealed {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place, 'utf8'))
  const text = Buffer.concat([cipher.update(plain), cipher.final()])
  return { nonce: nonce.toString('base64'), tag: cipher.getAuthTag().toString('base64'), text: text.toString('base64') }
}

function decrypt(key: Buffer, place: string, { nonce, tag, text }: Sealed): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64'), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(place, 'utf8')).setAuthTag(Buffer.from(tag, 'base64'))
  return Buffer.concat([decipher.update(Buffer.from(text, 'base64')), decipher.final()])
}
