import { breakGlassFor, unreviewedUses } from '../break-glass/break-glass-for.ts'
import type { Tx } from '../db/client.ts'
import { exceptionsInForce } from '../exceptions/exceptions-in-force.ts'
import { lapsedExceptions, lapsedSinceValidation } from '../exceptions/lapsed-exceptions.ts'
import { timingFacts } from '../freezes/timing-facts.ts'
import type { NormalisedManifest } from '../manifests/schema.ts'
import { promotionFacts } from '../promotions/promotion-facts.ts'
import type { PolicyRequestOf } from './schema.ts'

/** What is judged, where, and when: what governance is asked about. */
export type GovernedMatter = {
  tenantId: string
  declared: NormalisedManifest
  environment: { id: string; name: string }
  /** Undefined for a draft of a manifest that does not exist yet. */
  manifestId?: string | undefined
  /** Undefined for a draft. */
  deploymentId?: string | undefined
  /** What it comes from, where no deployment says so yet. */
  coming?: { kind: 'promote' | 'rollback'; sourceDeploymentId: string } | undefined
  /** The instant it is judged for; a deployment that begins later is judged for its start. */
  at: Date
}

type ChangeFacts = Pick<
  PolicyRequestOf<'deploy'>,
  'exceptions' | 'freezes' | 'window' | 'breakGlass' | 'unreviewed' | 'promotion'
>

/** What governance says about a change at this instant: exceptions, freezes, windows, break-glass, promotion. */
export async function changeFacts(tx: Tx, matter: GovernedMatter): Promise<ChangeFacts> {
  return {
    ...(await exceptionFacts(tx, matter)),
    ...(await timingFacts(tx, matter)),
    ...(await breakGlassFacts(tx, matter)),
    ...(await promotionFacts(tx, matter)),
  }
}

/** What a deployment passed its first gate by and that no longer counts at the gate before it is applied. */
export async function lapsedFacts(
  tx: Tx,
  { tenantId, deploymentId }: GovernedMatter,
  { exceptions = [] }: ChangeFacts,
): Promise<Pick<PolicyRequestOf<'deploy'>, 'lapsed'>> {
  if (!deploymentId) return {}
  const lapsed = await lapsedSinceValidation(tx, { tenantId, deploymentId, inForce: exceptions })
  return lapsed.length ? { lapsed } : {}
}

type RunFacts = Pick<PolicyRequestOf<'run'>, 'exceptions' | 'lapsed'>

/** What governance says about a runner at the instant of a run: exceptions in force, and those it lived on. */
export async function runFacts(tx: Tx, matter: GovernedMatter & { runnerId: string }): Promise<RunFacts> {
  const { tenantId, runnerId, at } = matter
  const lapsed = await lapsedExceptions(tx, { tenantId, runnerIds: [runnerId], at })
  return {
    ...(await exceptionFacts(tx, matter)),
    ...(lapsed.length ? { lapsed: lapsed.map(({ id }) => id) } : {}),
  }
}

// Facts of nothing are left out, so that what never met governance is judged with the inputs it always had.

async function exceptionFacts(tx: Tx, { tenantId, declared, environment, manifestId, at }: GovernedMatter) {
  const runnerClass = declared.runner.class
  const exceptions = await exceptionsInForce(tx, {
    tenantId,
    manifestId,
    environmentId: environment.id,
    runnerClass,
    at,
  })
  return exceptions.length ? { exceptions } : {}
}

async function breakGlassFacts(tx: Tx, { tenantId, environment, manifestId, deploymentId, at }: GovernedMatter) {
  const environmentId = environment.id
  const breakGlass = await breakGlassFor(tx, { tenantId, environmentId, manifestId, at })
  const unreviewed = await unreviewedUses(tx, { tenantId, environmentId, deploymentId })
  return { ...(breakGlass && { breakGlass }), ...(unreviewed > 0 && { unreviewed }) }
}
