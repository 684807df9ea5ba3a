import type { EtlSpec } from '../provisioning/target.ts'
import { isPartitioned, type Job, partitionOutput } from './job-package.ts'

/** More partitions than this cost more to keep than they save; the hint is a hint. */
export const MAX_PARTITIONS = 1000
/** Share of the memory that the engine may plan with, and what the runtime around it needs at least. */
const ENGINE_SHARE = 0.75
const RUNTIME_MIB = 192
const LEAST_ENGINE_MIB = 64
/** Share of the host's memory that one job may take. */
const HOST_SHARE = 0.9
const PART_DIGITS = 5

export type HostFacts = { cores: number; memoryMib: number }

export type JobShape = {
  /** 0 when the job is not split. */
  partitions: number
  /** Partitions that are worked on at the same time. */
  workers: number
  /** Threads of the engine, shared by all of them. */
  threads: number
  /** What the whole sandbox may hold, and what of it the engine plans with. */
  memoryMib: number
  engineMemoryMib: number
  /** Names of the partitions' files, by index. */
  files: string[]
}

/** How a job is spread over this host: the size's limits, capped by what is there. Pure. */
export function shapeJob(job: Job, spec: EtlSpec, host: HostFacts): JobShape {
  const asked = Math.min(MAX_PARTITIONS, spec.partitions ?? spec.workers)
  const partitions = isPartitioned(job) ? Math.max(1, asked) : 0
  const { format } = partitionOutput(job)
  const memoryMib = Math.min(spec.memoryMib, Math.floor(host.memoryMib * HOST_SHARE))
  return {
    partitions,
    workers: Math.max(1, Math.min(spec.workers, host.cores, partitions)),
    threads: Math.max(1, Math.min(Math.ceil(spec.vcpuMilli / 1000), host.cores)),
    memoryMib,
    engineMemoryMib: Math.max(
      LEAST_ENGINE_MIB,
      Math.floor(Math.min(memoryMib * ENGINE_SHARE, memoryMib - RUNTIME_MIB)),
    ),
    files: Array.from(
      { length: partitions },
      (_, index) => `part-${String(index).padStart(PART_DIGITS, '0')}.${format}`,
    ),
  }
}

type Scalar = string | number | boolean
export type JobInput = { tables: Record<string, object[]>; variables: Record<string, Scalar> }

const name = /^[a-z_][a-z0-9_]{0,62}$/i

/** What a run's input is to a SQL job: lists of objects are tables, plain values are variables. Pure. */
export function inputOf(input: unknown): JobInput {
  const found: JobInput = { tables: {}, variables: {} }
  const entries = input && typeof input === 'object' && !Array.isArray(input) ? Object.entries(input) : []
  for (const [key, value] of entries) {
    if (!name.test(key)) continue
    if (['string', 'number', 'boolean'].includes(typeof value)) found.variables[key] = value as Scalar
    else if (Array.isArray(value) && value.length && value.every(isObject)) found.tables[key] = value as object[]
  }
  return found
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)
