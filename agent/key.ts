import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/** The agent's own key, made at the first start and kept where only its account can read it. */
export function openKey(home: string): { key: KeyObject; publicPem: string } {
  fs.mkdirSync(home, { recursive: true, mode: 0o700 })
  const file = path.join(home, 'key.pem')
  if (!fs.existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    writeSynced(file, privateKey.export({ type: 'pkcs8', format: 'pem' }) as string)
  }
  const key = createPrivateKey(fs.readFileSync(file))
  return { key, publicPem: createPublicKey(key).export({ type: 'spki', format: 'pem' }) as string }
}

/** Replaces `file` whole or not at all; only this account can read it. */
export function writeSynced(file: string, text: string): void {
  const draft = `${file}.new`
  const handle = fs.openSync(draft, 'w', 0o600)
  try {
    fs.writeFileSync(handle, text)
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
  fs.renameSync(draft, file)
}
