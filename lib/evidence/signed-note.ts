import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { BareCountError } from '../errors.ts'

/** The kind of key, as notes and verifier keys carry it. Source: c2sp.org/signed-note. */
const ED25519 = 1

/** The 32 bytes of an Ed25519 public key. */
function rawPublicKey(key: KeyObject): Buffer {
  return publicPart(key).export({ type: 'spki', format: 'der' }).subarray(-32)
}

/** SHA-256 over name and key: its first four bytes name the key in a note, all of it names a log in Sigstore. */
export function noteKeyHash(name: string, key: KeyObject): Buffer {
  return createHash('sha256').update(`${name}\n`).update(Uint8Array.of(ED25519)).update(rawPublicKey(key)).digest()
}

/** A verifier key, `name+hash+key`, as checkpoint tools read it. Source: c2sp.org/signed-note. */
export function verifierKey(name: string, key: KeyObject): string {
  const bytes = Buffer.concat([Uint8Array.of(ED25519), rawPublicKey(key)])
  return `${name}+${noteKeyHash(name, key).subarray(0, 4).toString('hex')}+${bytes.toString('base64')}`
}

/** `text` (it must end with a line break) signed as `name`. Source: c2sp.org/signed-note. */
export function signNote(text: string, name: string, privateKey: KeyObject): string {
  if (!text.endsWith('\n') || text.includes('\n\n')) throw new TypeError('A note is lines of text, none of them empty.')
  const signature = Buffer.concat([
    noteKeyHash(name, privateKey).subarray(0, 4),
    sign(null, Buffer.from(text), privateKey),
  ])
  return `${text}\n— ${name} ${signature.toString('base64')}\n`
}

/** The text of a note that `name` signed with `key`; other signatures are passed over. Throws `evidence_invalid`. */
export function openNote(note: string, name: string, key: KeyObject): string {
  const end = note.lastIndexOf('\n\n')
  const text = note.slice(0, end + 1)
  const mine = noteKeyHash(name, key).subarray(0, 4)
  for (const line of note.slice(end + 2).split('\n')) {
    const [, signer, encoded] = /^— (\S+) (\S+)$/.exec(line) ?? []
    const bytes = Buffer.from(encoded ?? '', 'base64')
    if (end < 0 || signer !== name || !bytes.subarray(0, 4).equals(mine)) continue
    if (verify(null, Buffer.from(text), publicPart(key), bytes.subarray(4))) return text
  }
  throw new BareCountError('evidence_invalid', `The note is not signed by ${name} with the key given.`)
}

const publicPart = (key: KeyObject): KeyObject => (key.type === 'private' ? createPublicKey(key) : key)
