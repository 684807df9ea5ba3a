import { Prisma, type Tx } from '../db/client.ts'
import type { Instance, Run, Runner } from '../db/generated/client.ts'
import type { RunnerSpec } from '../provisioning/target.ts'
import type { AgentActor } from './agent-actor.ts'
import { runSpec } from './run-spec.ts'
import type { Capabilities } from './schema.ts'

/** A run that an agent may take, with what it is to be run as. */
export type Work = { run: Run; runner: Runner; spec: RunnerSpec; spanId?: string }

/** Right after a restart agents that were cut off come back; until then what they held is not given to others. */
const RETURN_SECONDS = 10

/** The runners whose runs an agent may take: its own, or those of its environment that run on premises. */
export async function runnersFor(tx: Tx, agent: AgentActor): Promise<Runner[]> {
  const { tenantId, environmentId, runnerId } = agent
  if (agent.kind === 'instance') return tx.runner.findMany({ where: { tenantId, id: runnerId ?? '' } })
  return tx.runner.findMany({
    where: {
      tenantId,
      environmentId,
      status: { not: 'destroyed' },
      // A version not proven yet may be the first on this profile.
      OR: [{ profile: 'on_premise_agent' }, { candidate: { not: Prisma.DbNull } }],
    },
  })
}

type Looked = { agent: AgentActor; capabilities: Capabilities; instance: Instance | null; runner: Runner }

/** Runs of one runner that wait and that this agent may carry out, the oldest first; synthetic ones apart. */
export async function findWork(
  tx: Tx,
  { agent, capabilities, instance, runner }: Looked,
  limit: number,
): Promise<{ ordinary: Work[]; synthetic: Work[] }> {
  const restricted = instance?.synthetic ? { instanceId: instance.id } : unlessOthers(instance)
  const runs = await tx.run.findMany({
    where: {
      tenantId: agent.tenantId,
      runnerId: runner.id,
      status: 'queued',
      AND: [restricted, ...(process.uptime() > RETURN_SECONDS ? [] : [mineOrNobodys(agent)])],
    },
    orderBy: { id: 'asc' },
    take: limit,
  })
  const work = runs.flatMap((run) => {
    const spec = runSpec(run, runner, instance)
    return spec && canRun(capabilities, spec, agent.kind) ? [{ run, runner, spec }] : []
  })
  const isSynthetic = ({ run }: Work) => run.origin === 'smoke_test'
  return { ordinary: work.filter((one) => !isSynthetic(one)), synthetic: work.filter(isSynthetic) }
}

const unlessOthers = (instance: Instance | null) => ({
  OR: [{ instanceId: null }, ...(instance ? [{ instanceId: instance.id }] : [])],
})

const mineOrNobodys = (agent: AgentActor) => ({ OR: [{ leaseAgentId: null }, { leaseAgentId: agent.id }] })

function canRun(capabilities: Capabilities, spec: RunnerSpec, kind: AgentActor['kind']): boolean {
  if (kind === 'on_premise' && spec.profile !== 'on_premise_agent') return false
  if (capabilities.digest && capabilities.digest !== spec.artifactDigest) return false
  return capabilities.classes.includes(spec.class)
}
