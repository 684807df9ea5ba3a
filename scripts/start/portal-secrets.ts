import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/** Secrets of this installation that no environment variable gave: made once, kept in the home, readable by its owner. */
export function portalSecrets(home: string): { NEXTAUTH_SECRET: string } {
  const given = process.env.NEXTAUTH_SECRET
  if (given) return { NEXTAUTH_SECRET: given }
  const file = path.join(home, 'session-secret')
  if (!fs.existsSync(file)) fs.writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
  return { NEXTAUTH_SECRET: fs.readFileSync(file, 'utf8') }
}
