import type { Prisma, PrismaClient } from './generated/client.ts'

/** Models whose rows belong to a tenant: every key of theirs begins with `tenantId`. */
type TenantOwned =
  | 'agent'
  | 'agentEnrolment'
  | 'alert'
  | 'alertRule'
  | 'apiToken'
  | 'approvalRequest'
  | 'approvalSnooze'
  | 'approvalView'
  | 'approvalVote'
  | 'approvedRegistry'
  | 'approverGroup'
  | 'approverGroupMember'
  | 'artifact'
  | 'artifactComponent'
  | 'artifactFinding'
  | 'artifactLimit'
  | 'attestation'
  | 'breakGlass'
  | 'breakGlassUse'
  | 'calendar'
  | 'classLimit'
  | 'deadLetter'
  | 'delegation'
  | 'delivery'
  | 'deliveryAttempt'
  | 'deployment'
  | 'draft'
  | 'evidence'
  | 'evidenceCheckpoint'
  | 'evidenceLeaf'
  | 'evidenceTile'
  | 'exceptionUse'
  | 'fileArrival'
  | 'finding'
  | 'freeze'
  | 'idempotencyKey'
  | 'imageBlob'
  | 'imageManifest'
  | 'imageReference'
  | 'imageRepository'
  | 'imageTag'
  | 'instance'
  | 'licenceWaiver'
  | 'logChunk'
  | 'logRetention'
  | 'runRetention'
  | 'manifest'
  | 'manifestVersion'
  | 'membership'
  | 'notification'
  | 'pause'
  | 'policyDecision'
  | 'policyDraft'
  | 'policyException'
  | 'policySimulation'
  | 'policySimulationChange'
  | 'policyTest'
  | 'primitive'
  | 'promotionHold'
  | 'quota'
  | 'replay'
  | 'replayItem'
  | 'replayThreshold'
  | 'retryHour'
  | 'run'
  | 'runAttempt'
  | 'runFigure'
  | 'runPulse'
  | 'runner'
  | 'runnerStanding'
  | 'runnerVerdict'
  | 'savedView'
  | 'scan'
  | 'secret'
  | 'silence'
  | 'source'
  | 'stage'
  | 'matrixCell'
  | 'topic'
  | 'topicMessage'
  | 'triage'
  | 'trigger'
  | 'triggerSkip'
  | 'upstreamSuccess'
  | 'usageDay'
  | 'usageMonth'
  | 'webhookEndpoint'

type InTenant = { where: { tenantId: string } }

/** The calls of one tenant-owned model. Those that filter must name the tenant. */
type Scoped<D> = {
  findFirst<T extends Prisma.Args<D, 'findFirst'> & InTenant>(
    args: T & Prisma.Exact<T, Prisma.Args<D, 'findFirst'> & InTenant>,
  ): Promise<Prisma.Result<D, T, 'findFirst'>>
  findMany<T extends Prisma.Args<D, 'findMany'> & InTenant>(
    args: T & Prisma.Exact<T, Prisma.Args<D, 'findMany'> & InTenant>,
  ): Promise<Prisma.Result<D, T, 'findMany'>>
  updateMany(args: Prisma.Args<D, 'updateMany'> & InTenant): Promise<{ count: number }>
  deleteMany(args: Prisma.Args<D, 'deleteMany'> & InTenant): Promise<{ count: number }>
  count(args: Prisma.Args<D, 'count'> & InTenant): Promise<number>
  create<T extends Prisma.Args<D, 'create'>>(args: T): Promise<Prisma.Result<D, T, 'create'>>
  createMany(args: Prisma.Args<D, 'createMany'>): Promise<{ count: number }>
  /** The unique key of a tenant-owned model begins with the tenant, so the guard holds by its shape. */
  upsert<T extends Prisma.Args<D, 'upsert'>>(args: T): Promise<Prisma.Result<D, T, 'upsert'>>
}

/**
 * A Prisma client on which a tenantless query does not compile. The values are Prisma's own; only the types narrow,
 * so there is nothing at run time to get wrong or to pay for.
 */
export type TenantScoped<C> = Omit<C, TenantOwned> & { [M in TenantOwned & keyof C]: Scoped<PrismaClient[M]> }
