import { unsafeDb } from '../../db/client.ts'
import type { InstanceKind } from '../../db/generated/enums.ts'
import type { PulledSpec } from '../target.ts'
import { aliveStatuses, type InstanceStatus } from './instance-words.ts'
import { type InstanceSubject, subjectFields } from './transitions.ts'

/** A living instance as the worker that looks after it sees it. */
export type OwnInstance = InstanceSubject & {
  kind: InstanceKind
  status: InstanceStatus
  spec: PulledSpec
  handle: string | null
  reason: string | null
  createdAt: Date
  executorId: string | null
  /** When its agent was last heard of; undefined before it came. */
  heardAt: Date | undefined
}

/** The living instances of a worker, of every tenant; or only the one named. */
export async function ownInstances(executorId: string, id?: string): Promise<OwnInstance[]> {
  const rows = await unsafeDb.instance.findMany({
    where: { executorId, status: { in: [...aliveStatuses] }, ...(id ? { id } : {}) },
    select: {
      ...subjectFields,
      status: true,
      spec: true,
      handle: true,
      reason: true,
      createdAt: true,
      executorId: true,
      agents: { select: { lastSeenAt: true }, orderBy: { id: 'desc' }, take: 1 },
    },
  })
  return rows.map(({ agents, spec, ...row }) => ({
    ...row,
    spec: spec as unknown as PulledSpec,
    heardAt: agents[0]?.lastSeenAt ?? undefined,
  }))
}
