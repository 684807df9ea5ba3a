import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

export type Login = { url: string; token: string; tenant?: string }

/** Where the login is kept, by the XDG convention. */
function loginFile(): string {
  const base = process.env.XDG_CONFIG_HOME ?? path.join(os.homedir(), '.config')
  return path.join(base, 'barecount', 'login.json')
}

/** BARECOUNT_URL with BARECOUNT_TOKEN, as CI sets them; otherwise what `barecount login` kept. */
export function readLogin(): Login | undefined {
  const { BARECOUNT_URL: url, BARECOUNT_TOKEN: token } = process.env
  if (url && token) return { url, token }
  if (!fs.existsSync(loginFile())) return undefined
  return JSON.parse(fs.readFileSync(loginFile(), 'utf8')) as Login
}

/** Keeps a login for the commands that follow, readable by its owner only. */
export function writeLogin(login: Login): string {
  const file = loginFile()
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  fs.writeFileSync(file, JSON.stringify(login), { mode: 0o600 })
  return file
}
