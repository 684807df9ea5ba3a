import type { Tx } from '../db/client.ts'
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
    ...(await timingFacts(tx, matter)),
    ...(await promotionFacts(tx, matter)),
  }
}

type RunFacts = Pick<PolicyRequestOf<'run'>, 'exceptions' | 'lapsed'>

/** What governance says about a runner at the instant of a run: exceptions in force, and those it lived on. */
export async function runFacts(_tx: Tx, _matter: GovernedMatter & { runnerId: string }): Promise<RunFacts> {
  return {}
}
