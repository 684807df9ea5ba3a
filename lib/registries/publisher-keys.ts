import { createPublicKey, type KeyObject } from 'node:crypto'
import { keyIdOf } from '../artifacts/sign/signer.ts'
import { BareCountError } from '../errors.ts'

const MAX_KEYS = 20

/** The public keys in a text, each as SPKI PEM, in the order given. Throws `invalid_input` for anything but P-256. */
export function readPublisherKeys(text: string): string[] {
  const blocks = text.match(/-----BEGIN [A-Z ]+-----[\s\S]*?-----END [A-Z ]+-----/g) ?? []
  const left = blocks.reduce((rest, block) => rest.replace(block, ''), text).trim()
  if (left || blocks.length > MAX_KEYS) throw noKeys('This is not a list of public keys in PEM form.')
  return [...new Set(blocks.map(normalised))]
}

function normalised(block: string): string {
  // A private key pasted by mistake would otherwise be read as its public half and kept.
  if (block.includes('PRIVATE')) throw noKeys('This is a private key. Give the public one, and keep this to yourself.')
  let key: KeyObject
  try {
    key = createPublicKey(block)
  } catch {
    throw noKeys('One of the keys cannot be read.')
  }
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw noKeys('A publisher’s key must be an EC P-256 key.')
  return key.export({ type: 'spki', format: 'pem' }) as string
}

/** Ids of keys, as signatures name them. */
export const publisherKeyIds = (keys: readonly string[]): string[] => keys.map((pem) => keyIdOf(createPublicKey(pem)))

function noKeys(message: string): BareCountError {
  return new BareCountError('invalid_input', message, {
    faults: [{ path: 'publisherKeys', message }],
    remedy: 'Paste what begins with -----BEGIN PUBLIC KEY-----, such as the cosign.pub of the publisher.',
  })
}
