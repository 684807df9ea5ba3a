import { afterAll, beforeAll, expect } from 'vitest'
import { makeTenant, type TestTenant } from '#lib/db/testing/world.ts'
import { getRun, readRunLog } from '#lib/runs/queries.ts'
import { endAgents, newHome, startAgent } from './agent-process.ts'
import type { InvitedRunner } from './invited-runner.ts'
import { openTestPortal, type TestPortal } from './portal.ts'

/** How long a process may take on a busy machine. */
export const patient = { timeout: 50_000, interval: 50 }

/** A tenant and a portal for the agents of one test file. */
export type AgentWorld = { readonly tenant: TestTenant; readonly portal: TestPortal }

/** Opens both before the tests of this file; what was started is ended with it. */
export function agentWorld(): AgentWorld {
  const world = {} as { tenant: TestTenant; portal: TestPortal }
  beforeAll(async () => {
    world.tenant = await makeTenant()
    world.portal = await openTestPortal()
  })
  afterAll(async () => {
    endAgents()
    await world.portal.goAway()
  })
  return world
}

export const runOf = ({ tenant }: AgentWorld, id: string) => getRun(tenant.engineer, id)

/** The run, once it is over. */
export async function ended(world: AgentWorld, id: string) {
  await expect.poll(async () => (await runOf(world, id)).finishedAt, patient).not.toBeNull()
  return runOf(world, id)
}

export async function logOf({ tenant }: AgentWorld, id: string): Promise<string> {
  return (await readRunLog(tenant.engineer, id)).map((one) => one.text).join('\n')
}

/** An agent that runs a shell script once for each run of `runner`. */
export function execAgent(
  { portal }: AgentWorld,
  { token }: InvitedRunner,
  script: string,
  settings: Record<string, string> = {},
  home = newHome(),
) {
  const command = JSON.stringify(['/bin/sh', '-c', script])
  return startAgent({ URL: portal.url, ENROLMENT: token, MODE: 'exec', COMMAND: command, ...settings }, home)
}
