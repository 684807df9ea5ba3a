import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { homePath } from '../env.ts'
import { BareCountError } from '../errors.ts'
import type { KeyEncryptionKey } from './envelope.ts'

const held = new Map<string, KeyEncryptionKey>()

/**
 * The installation's key-encryption key: 32 random bytes in the home's `keys` folder, made at first use. Web and worker
 * may both be first; linking never replaces, so one key comes of it. Throws `unavailable` when other accounts could
 * read it, or it is damaged.
 */
export function keyEncryptionKey(): KeyEncryptionKey {
  const file = homePath('keys', 'secrets.key')
  const known = held.get(file)
  if (known) return known
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  if (!fs.existsSync(file)) create(file)
  const stat = fs.lstatSync(file)
  if (!stat.isFile() || stat.mode & 0o077) {
    throw new BareCountError('unavailable', 'The key that protects secrets is open to other accounts.', {
      remedy: `Make sure nobody else had it, then: chmod 600 ${file}`,
    })
  }
  const key = fs.readFileSync(file)
  if (key.length !== 32) {
    throw new BareCountError('unavailable', 'The key that protects secrets is damaged.', {
      remedy: 'Restore keys/secrets.key from a backup of the home directory.',
    })
  }
  const keyId = createHash('sha256').update('barecount secrets key id\0').update(key).digest('hex').slice(0, 16)
  const made = { keyId, key }
  held.set(file, made)
  return made
}

function create(file: string): void {
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  try {
    fs.writeFileSync(draft, randomBytes(32), { mode: 0o600, flag: 'wx', flush: true })
    fs.linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    fs.rmSync(draft, { force: true })
  }
}
