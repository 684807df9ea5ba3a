import { db } from '../db/client.ts'
import type { Run, Runner } from '../db/generated/client.ts'
import type { IsolationReport } from '../provisioning/isolation.ts'
import type { RunnerSpec } from '../provisioning/target.ts'
import type { AgentActor } from './agent-actor.ts'
import { runSpec } from './run-spec.ts'

export type HeldRun = {
  run: Run
  runner: Runner
  spec: RunnerSpec
  /** The walls that the worker saw around the agent's instance; empty for an agent on a host of the enterprise's own. */
  walls: Partial<IsolationReport>
}

/** The run, when this attempt at it is the agent's and has not ended; undefined when it is stale or somebody else's. */
export async function heldRun(agent: AgentActor, runId: string, attempt: number): Promise<HeldRun | undefined> {
  const { tenantId, instanceId } = agent
  const row = await db.run.findFirst({
    where: { tenantId, id: runId, attempt, leaseAgentId: agent.id, status: { in: ['running', 'queued'] } },
    include: { runner: true },
  })
  if (!row) return undefined
  const instance = instanceId ? await db.instance.findFirst({ where: { tenantId, id: instanceId } }) : null
  const { runner, ...run } = row
  const spec = runSpec(run, runner, instance) ?? ((instance?.spec ?? runner.spec) as RunnerSpec)
  return { run, runner, spec, walls: (instance?.isolation ?? {}) as Partial<IsolationReport> }
}
