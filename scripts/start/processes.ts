import { createRequire } from 'node:module'
import { setTimeout as pause } from 'node:timers/promises'
import type { Settings, Supervisor } from './supervisor.ts'

const require = createRequire(import.meta.url)

/**
 * `end-with-parent` is loaded first in every child and ends it when the parent's pipe closes. The durable engine calls `pg`
 * in a way that it deprecates; nobody who runs the portal can do anything about that.
 */
const guard = [
  '--disable-warning=DeprecationWarning',
  '--import',
  new URL('./end-with-parent.mjs', import.meta.url).href,
]

/** Has the web process run, on the loopback. */
export function startWeb(supervisor: Supervisor, settings: Settings, port: number): void {
  const next = require.resolve('next/dist/bin/next')
  supervisor.run('web', [...guard, next, 'start', '--hostname', '127.0.0.1', '--port', String(port)], settings)
}

/** Has one worker run. */
export function startWorker(supervisor: Supervisor, settings: Settings): void {
  // Below the supervisor's own patience.
  const drain = process.env.BARECOUNT_DRAIN_SECONDS ?? '6'
  supervisor.run('worker', [...guard, 'lib/worker/main.ts'], { ...settings, BARECOUNT_DRAIN_SECONDS: drain })
}

/** Waits until web, database and worker all answer. Throws after two minutes, naming what is missing. */
export async function waitUntilReady(address: string, supervisor: Supervisor): Promise<void> {
  const deadline = Date.now() + 120_000
  let last = 'no answer'
  while (Date.now() < deadline) {
    const response = await fetch(`${address}/readyz`).catch(() => undefined)
    if (response?.ok) return
    if (response) last = await response.text()
    await pause(100)
  }
  throw new Error(`The portal did not become ready (${last}; running: ${supervisor.running.join(', ') || 'nothing'}).`)
}
