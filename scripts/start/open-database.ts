import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ensureDatabase } from '#lib/db/embedded/ensure-database.ts'
import { applicationUrl, prepareDatabase } from '#lib/db/prepare-database.ts'
import type { Settings } from './supervisor.ts'

const WATCH_MS = 500

export type OpenDatabase = {
  /** What web and worker connect with. */
  url: string
  /** Migrates, and seeds an empty database. */
  prepare(options: { seed: boolean; settings: Settings }): Promise<void>
  /** Starts the server again whenever it has died. */
  watch(signal: AbortSignal): Promise<void>
  stop(): void
}

/** The database named by DATABASE_URL; without one, the embedded server in `home`. */
export async function openDatabase(home: string): Promise<OpenDatabase> {
  const external = process.env.DATABASE_URL
  if (external) {
    const owner = process.env.DATABASE_OWNER_URL ?? external
    return { url: external, prepare: (options) => prepare(owner, options), watch: async () => {}, stop: () => {} }
  }
  const folder = path.join(home, 'database')
  const server = await ensureDatabase(folder)
  const owner = server.ownerUrl
  await prepareDatabase(owner)
  return {
    url: await applicationUrl(owner),
    prepare: (options) => prepare(owner, options),
    stop: () => void server.stop(),
    async watch(signal) {
      while (!signal.aborted) {
        await pause(WATCH_MS, undefined, { signal }).catch(() => undefined)
        if (signal.aborted) return
        const again = await ensureDatabase(folder).catch((error: Error) => error)
        if (again instanceof Error) console.error(`database: ${again.message}`)
        else if (again.started) console.error('the database had died; it runs again')
      }
    },
  }
}

async function prepare(ownerUrl: string, { seed, settings }: { seed: boolean; settings: Settings }): Promise<void> {
  const applied = await prepareDatabase(ownerUrl)
  if (applied.length) console.log(`Database migrated (${applied.length}).`)
  const args = ['scripts/seed.ts', ...(seed ? [] : ['--platform-only'])]
  const result = spawnSync(process.execPath, args, { env: { ...process.env, ...settings }, stdio: 'inherit' })
  if (result.status !== 0) throw new Error('The seed failed; see above.')
}
