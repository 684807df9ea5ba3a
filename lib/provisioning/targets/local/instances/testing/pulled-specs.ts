import type { ContainerSpec, DedicatedSpec } from '../../../../target.ts'

const common = {
  tenantId: 'ten_test',
  runnerId: 'run_test',
  name: 'orders',
  environment: { id: 'env_dev', name: 'dev' },
  size: 'small' as const,
  memoryMib: 256,
  vcpuMilli: 500,
  timeoutMs: 10_000,
  concurrency: 2,
  env: { GREETING: 'hello', NODE_OPTIONS: '--inspect' },
  secrets: {},
  profile: 'public_vpc_egress' as const,
  egressAllow: [],
}

export const containerSpec = (artifactDigest: string, changes: Partial<ContainerSpec> = {}): ContainerSpec => ({
  ...common,
  class: 'container',
  artifactDigest,
  scaling: { min: 1, max: 2, targetQueueDepth: 10 },
  runsPerInstance: 2,
  ...changes,
})

export const dedicatedSpec = (artifactDigest: string, changes: Partial<DedicatedSpec> = {}): DedicatedSpec => ({
  ...common,
  class: 'dedicated_compute',
  artifactDigest,
  drivers: [],
  entry: 'run',
  lifecycle: {},
  ...changes,
})
