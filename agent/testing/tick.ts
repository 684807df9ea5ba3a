import { afterAll } from 'vitest'
import { expireLeases } from '#lib/agents/expire-leases.ts'

const EVERY_MS = 300

/** Lets leases lapse as the worker does, until the test file has ended. */
export function tickLeases(): void {
  const timer = setInterval(() => void expireLeases().catch(() => undefined), EVERY_MS)
  afterAll(() => clearInterval(timer))
}
