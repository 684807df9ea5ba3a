import path from 'node:path'
import { ensureDatabase } from '#lib/db/embedded/ensure-database.ts'
import { applicationUrl } from '#lib/db/prepare-database.ts'
import { BareCountError } from '#lib/errors.ts'

export type Owner = {
  url: string
  /** What the portal connects with; after the migrations, which make its role. */
  appUrl(): Promise<string>
  stop(): void
}

/** The database as its owner: the one that the environment names, else the embedded one of the home. */
export async function ownerOf(home: string): Promise<Owner> {
  const external = process.env.DATABASE_URL
  if (external) {
    return { url: process.env.DATABASE_OWNER_URL ?? external, appUrl: async () => external, stop: () => {} }
  }
  const server = await ensureDatabase(path.join(home, 'database'))
  return {
    url: server.ownerUrl,
    appUrl: () => applicationUrl(server.ownerUrl),
    // One that was running belongs to the portal.
    stop: () => void (server.started && server.stop()),
  }
}

/** Says what is wrong and what to do, and ends this process. */
export function failWith(error: unknown, code: number): never {
  if (typeof error === 'string') console.error(error)
  else if (error instanceof BareCountError) console.error([error.message, error.remedy].filter(Boolean).join('\n'))
  else console.error(error instanceof Error ? error.message : error)
  process.exit(code)
}
