import { predicateTypes } from '../artifacts/sign/statement.ts'
import { verifyArtifactSignature } from '../artifacts/verify-artifact-signature.ts'
import { db, transaction } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { lapseOf, livesUntil } from '../exceptions/may-begin.ts'
import { smokeSecret } from '../provisioning/smoke-secret.ts'
import type { InvocationResult, RunnerSpec } from '../provisioning/target.ts'
import { committedEffect } from '../provisioning/targets/local/run-output.ts'
import type { Outcome } from '../runs/end-of.ts'
import { settleRun } from '../runs/settle-runs.ts'
import { fetchSecrets } from '../secrets/fetch-secret.ts'
import type { AgentActor } from './agent-actor.ts'
import type { Work } from './find-work.ts'

/** A run as an agent gets it: all that it needs, and nothing it could keep by accident. */
export type LeasedRun = {
  id: string
  token: string
  attempt: number
  traceId: string
  /** The attempt's span in that trace. */
  spanId?: string
  /** JSON text. */
  input: string
  /** Variable name → value; kept nowhere. */
  secrets: Record<string, string>
  builtin?: 'smoke_test'
  leaseUntil: Date
  /** From this instant on it may not begin any more: an exception that its runner lives on ends then. */
  beginBefore?: Date
  /** With the provenance statements about it, as Sigstore bundles. */
  artifact: { digest: string; kind: string; bundles: unknown[] }
  spec: RunnerSpec
}

/**
 * What the agent is given of runs it has just leased. A run that need not or must not be carried out any more ends
 * here: its token has taken effect before, its artifact does not verify now, an exception that its runner lives on has
 * ended, a secret it needs is not there.
 */
export async function prepareLeased(
  agent: AgentActor,
  claimed: readonly Work[],
  leaseUntil: Date,
): Promise<LeasedRun[]> {
  const artifacts = new Map<string, Promise<LeasedRun['artifact'] | undefined>>()
  const secrets = new Map<string, ReturnType<typeof secretsOf>>()
  const lives = new Map<string, ReturnType<typeof lifeOf>>()
  const given: LeasedRun[] = []
  for (const work of claimed) {
    const { run, runner, spec, spanId } = work
    const { artifactDigest: digest } = spec
    if (!artifacts.has(digest)) artifacts.set(digest, signedArtifact(agent.tenantId, digest))
    const builtin = run.origin === 'smoke_test'
    const key = `${runner.id}:${builtin}`
    if (!secrets.has(key)) secrets.set(key, secretsOf(agent, spec, builtin))
    // A smoke test is of what was just placed, not of what is lived on.
    if (!builtin && !lives.has(runner.id)) lives.set(runner.id, lifeOf(runner))
    const life = builtin ? undefined : await lives.get(runner.id)
    const [artifact, values] = await Promise.all([artifacts.get(digest), secrets.get(key)])
    const outcome = endedAlready(work) ?? refusal(work, artifact) ?? life?.refused ?? values?.refused
    if (outcome || !artifact) {
      const why = outcome ?? unsigned(digest)
      await transaction((tx) => settleRun(tx, agent.acting, { run, runner, spec, outcome: why }))
      continue
    }
    const { id, token, attempt, traceId } = run
    const input = JSON.stringify(run.input ?? null)
    const until = life?.until ? { beginBefore: life.until } : {}
    const common = {
      id,
      token,
      attempt,
      traceId,
      ...(spanId ? { spanId } : {}),
      input,
      leaseUntil,
      ...until,
      artifact,
      spec,
      secrets: values?.given ?? {},
    }
    given.push(builtin ? { ...common, builtin: 'smoke_test' } : common)
  }
  return given
}

/** The outcome of a token that took effect before: it is never carried out twice. */
function endedAlready({ run, spec }: Work): Outcome | undefined {
  const effect = committedEffect(spec, run.token)
  return effect && { measured: { ...effect, outcome: 'succeeded', replayed: true } satisfies InvocationResult }
}

function refusal({ run, runner }: Work, artifact: LeasedRun['artifact'] | undefined): Outcome | undefined {
  if (!artifact) return unsigned(run.artifactDigest)
  if (run.origin === 'smoke_test' || runner.status === 'active') return undefined
  return { cause: 'platform', reason: `${runner.name} took no work any more.` }
}

const unsigned = (digest: string): Outcome => ({
  cause: 'denied',
  reason: `The signature of ${digest} does not verify with a key of this installation any more.`,
})

/** Whether exceptions let a runner begin runs, and until when. */
async function lifeOf(runner: Work['runner']): Promise<{ refused?: Outcome; until?: Date | undefined }> {
  const now = new Date()
  // In this order: one that is revoked between the two looks is then found lapsed, and not taken for one without an end.
  const until = await livesUntil(db, runner.tenantId, runner.id, now)
  const lapse = await lapseOf(runner, now)
  return lapse ? { refused: { cause: 'denied', reason: lapse } } : { until }
}

type Secrets = { given: Record<string, string>; refused?: Outcome }

async function secretsOf(agent: AgentActor, spec: RunnerSpec, builtin: boolean): Promise<Secrets> {
  const paths = builtin ? { BC_SMOKE_SECRET: smokeSecret(spec.runnerId) } : spec.secrets
  try {
    return { given: await fetchSecrets(agent.acting, paths) }
  } catch (error) {
    if (!(error instanceof BareCountError)) throw error
    // A secret that is not there is the manifest's fault; one that does not open is the platform's.
    const cause = error.code === 'not_found' ? ('init_error' as const) : ('platform' as const)
    return { given: {}, refused: { cause, reason: error.message } }
  }
}

/** The artifact with its provenance, when that verifies now; undefined when it does not. */
async function signedArtifact(tenantId: string, digest: string): Promise<LeasedRun['artifact'] | undefined> {
  if (!(await verifyArtifactSignature(tenantId, digest))) return undefined
  const artifact = await db.artifact.findFirst({
    where: { tenantId, digest },
    select: {
      kind: true,
      attestations: {
        where: { predicateType: predicateTypes.provenance },
        orderBy: { createdAt: 'desc' },
        select: { bundle: true },
      },
    },
  })
  return artifact ? { digest, kind: artifact.kind, bundles: artifact.attestations.map((one) => one.bundle) } : undefined
}
