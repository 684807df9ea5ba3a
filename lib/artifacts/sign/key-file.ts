import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { homePath } from '../../env.ts'
import { BareCountError } from '../../errors.ts'
import { type Signer, signerOf } from './signer.ts'

/** P-256 for artifacts and evidence (what Sigstore tools and key services speak), Ed25519 for checkpoints. */
export type KeyType = 'p256' | 'ed25519'

const held = new Map<string, KeyObject>()

/**
 * The private key `name`, kept as PKCS#8 in the home's `keys` folder and made at first use. The web and the worker may
 * both be first: one key comes of it, since the finished file is linked into place and linking never replaces.
 * Throws `unavailable` when somebody else could read the key: folder not 0700, file not 0600, or not ours.
 */
export function openKeyFile(name: string, type: KeyType): KeyObject {
  const folder = homePath('keys')
  const file = path.join(folder, `${name}.pem`)
  const known = held.get(file)
  if (known) return known
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  refuseLoose(folder, fs.lstatSync(folder), 'directory')
  if (!fs.existsSync(file)) createKeyFile(folder, file, type)
  refuseLoose(file, fs.lstatSync(file), 'file')
  const key = createPrivateKey(fs.readFileSync(file))
  if (key.asymmetricKeyType !== (type === 'p256' ? 'ec' : 'ed25519')) {
    throw new BareCountError('unavailable', `The key ${name} is not of type ${type}.`)
  }
  held.set(file, key)
  return key
}

const FIRST = 'signing'
const CURRENT = 'signing.current'

/** The installation's signer of artifacts and evidence, as of now: a rotation in another process counts at once. */
export function installationSigner(): Signer {
  return signerOf(openKeyFile(currentName(), 'p256'))
}

/** Makes a key that signs nothing yet. Returns its file's name and its signer. */
export function makeSigningKey(): { name: string; signer: Signer } {
  const name = `${FIRST}-${randomBytes(6).toString('hex')}`
  return { name, signer: signerOf(openKeyFile(name, 'p256')) }
}

/** Signs with the key of that name from now on, in every process of this home; `endorsement` is kept beside it. */
export function switchSigningKey(name: string, endorsement: object | undefined): void {
  if (endorsement) writeWhole(`${name}.endorsement.json`, JSON.stringify(endorsement))
  writeWhole(CURRENT, name)
}

/** What the key before said of the present one; undefined for the first, and when that one was not to be trusted. */
export function presentEndorsement(): object | undefined {
  const file = homePath('keys', `${currentName()}.endorsement.json`)
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as object) : undefined
}

function currentName(): string {
  const pointer = homePath('keys', CURRENT)
  return fs.existsSync(pointer) ? fs.readFileSync(pointer, 'utf8').trim() : FIRST
}

/** Nobody ever sees half of the file. */
function writeWhole(name: string, text: string): void {
  const draft = homePath('keys', `.${name}.${randomBytes(6).toString('hex')}`)
  fs.writeFileSync(draft, text, { mode: 0o600, flush: true })
  fs.renameSync(draft, homePath('keys', name))
  syncFolder(homePath('keys'))
}

function createKeyFile(folder: string, file: string, type: KeyType): void {
  const { privateKey } =
    type === 'p256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519')
  const draft = path.join(folder, `.${path.basename(file)}.${randomBytes(6).toString('hex')}`)
  try {
    const handle = fs.openSync(draft, 'wx', 0o600)
    try {
      fs.writeFileSync(handle, privateKey.export({ type: 'pkcs8', format: 'pem' }))
      // What is signed outlives a power cut, so the key must too.
      fs.fsyncSync(handle)
    } finally {
      fs.closeSync(handle)
    }
    fs.linkSync(draft, file)
    syncFolder(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    fs.rmSync(draft, { force: true })
  }
}

function syncFolder(folder: string): void {
  const handle = fs.openSync(folder, 'r')
  fs.fsyncSync(handle)
  fs.closeSync(handle)
}

function refuseLoose(where: string, stat: fs.Stats, kind: 'file' | 'directory'): void {
  const fault = looseness(stat, kind)
  if (!fault) return
  throw new BareCountError('unavailable', `The key ${kind} ${where} ${fault}.`, {
    remedy: `Make sure nobody else had it, then: chmod ${kind === 'file' ? '600' : '700'} ${where}`,
  })
}

function looseness(stat: fs.Stats, kind: 'file' | 'directory'): string | undefined {
  if (kind === 'file' ? !stat.isFile() : !stat.isDirectory()) return `is not a plain ${kind}`
  if (stat.mode & 0o077) return `is open to other accounts (mode ${(stat.mode & 0o777).toString(8)})`
  if (process.getuid && stat.uid !== process.getuid()) return `belongs to another account (uid ${stat.uid})`
  return undefined
}
