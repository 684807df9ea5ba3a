import fs from 'node:fs'
import { z } from 'zod'
import { env } from '../../../env.ts'
import { BareCountError } from '../../../errors.ts'

export type Credentials = { username: string; password: string }

const fileSchema = z.looseObject({
  auths: z.record(
    z.string(),
    z.looseObject({ auth: z.string().optional(), username: z.string().optional(), password: z.string().optional() }),
  ),
})

/**
 * The account for a registry, from a file in the form of Docker's `config.json`; undefined when there is none. Read each
 * time, so that a renewed password counts at once. Throws `unavailable` when others could read the file.
 */
export function credentialsFor(registry: string, file = env.BARECOUNT_REGISTRY_CREDENTIALS): Credentials | undefined {
  if (!file) return undefined
  const stat = fs.statSync(file, { throwIfNoEntry: false })
  if (!stat) throw unusable(file, 'is not there', 'Write it, or leave BARECOUNT_REGISTRY_CREDENTIALS out.')
  if (stat.mode & 0o077) throw unusable(file, 'is open to other accounts', `Close it: chmod 600 ${file}`)
  const held = fileSchema.safeParse(parsed(file)).data?.auths
  if (!held)
    throw unusable(
      file,
      'is not like a config.json of Docker',
      'Write {"auths": {"host": {"username": …, "password": …}}}.',
    )
  const entry = Object.entries(held).find(([name]) => hostOf(name) === hostOf(registry))?.[1]
  if (!entry) return undefined
  if (entry.username !== undefined && entry.password !== undefined) {
    return { username: entry.username, password: entry.password }
  }
  const [, username, password] =
    /^([^:]*):([\s\S]*)$/.exec(Buffer.from(entry.auth ?? '', 'base64').toString('utf8')) ?? []
  return username === undefined || password === undefined ? undefined : { username, password }
}

/** Docker writes its hub as a URL. */
const hostOf = (name: string) =>
  name
    .replace(/^https?:\/\//, '')
    .replace(/\/.*$/, '')
    .replace(/^index\./, '')

function parsed(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

function unusable(file: string, why: string, remedy: string): BareCountError {
  return new BareCountError('unavailable', `The file of registry accounts, ${file}, ${why}.`, { remedy })
}
