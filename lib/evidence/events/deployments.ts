import type { DeploymentName, Shape } from './parts.ts'

type InstanceName = {
  instanceId: string
  instanceKind: 'container' | 'host'
  runner: string
  environment: string
  artifactDigest: string
  /** Started for a smoke test alone. */
  synthetic: boolean
}
type Maybe<T> = { [K in keyof T]?: T[K] | undefined }

/** Manifests and what brings them into an environment. */
export type DeploymentFacts = {
  'manifest.submitted': {
    manifest: string
    version: number
    digest: string
    sourceDigest?: string | undefined
  } & Maybe<Shape>
  'manifest.archived': { manifest: string }
  'deployment.requested': DeploymentName & {
    deploymentKind: string
    manifestDigest: string
    sourceDigest?: string | undefined
    artifactDigest?: string | undefined
    /** Of a promotion or rollback: where it comes from, whose artifact it takes, and what changes by it. */
    from?: string | undefined
    sourceDeploymentId?: string | undefined
    changed?: readonly { path: string; before?: string; after?: string }[] | undefined
  }
  'deployment.cancelled': DeploymentName
  'deployment.resumed': DeploymentName & { round: number }
  'deployment.scheduled': DeploymentName & { startsAt: string; why: string }
  'deployment.finished': DeploymentName & { status: string; reason?: string | undefined }
  'stage.finished': {
    stage: string
    attempt: number
    output?: unknown
    reason?: string | undefined
    code?: string | undefined
  }
  'primitives.provisioned': {
    environment: string
    profile: string
    created: readonly string[]
    changed?: readonly string[] | undefined
  }
  'runner.deployed': Shape & {
    runner: string
    environment: string
    artifactDigest: string
    isolation?: unknown
    planDigest?: string | undefined
    /** Exceptions without which it would have been denied. */
    exceptions?: readonly string[] | undefined
    /** The break-glass that it passed by. */
    breakGlassId?: string | undefined
  }
  'runner.registered': Shape & {
    runner: string
    environment: string
    artifactDigest: string
    role: string
    pipeline: string
    pipelineVersion: number
  }
  'runner.destroyed': { runner: string; environment: string; reason?: string | undefined }
  'instance.started': InstanceName & { isolation: unknown }
  'instance.stopped': InstanceName & { reason: string }
  'instance.failed': InstanceName & { reason: string }
  'smoke_test.finished': {
    runner: string
    environment: string
    checks: { name: string; passed: boolean; detail?: string | undefined }[]
  }
}
