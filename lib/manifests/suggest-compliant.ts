import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { evaluatePolicy } from '../policy/evaluate-policy.ts'
import { gatherPolicyInputs } from '../policy/gather-policy-inputs.ts'
import type { Nearest } from '../policy/nearest-compliant.schema.ts'
import { type Judged, nearestCompliant } from '../policy/nearest-compliant.ts'
import { environmentNamed } from './environment-named.ts'
import type { NormalisedManifest } from './schema.ts'
import type { validateInput } from './validate-draft.schema.ts'

/** How it is to reach the environment, where that is known: what was promoted is judged as a promotion. */
type Coming = { kind: 'promote' | 'rollback'; sourceDeploymentId: string } | undefined

/**
 * The smallest changes with which a denied manifest would pass in an environment, each judged as a submission would be.
 * Undefined for a manifest with faults, and for one that passes. Stores nothing. Throws `not_found` for an unknown
 * environment.
 */
export async function suggestCompliant(
  actor: Actor,
  { text, environment: name, assumptions, coming }: z.output<typeof validateInput> & { coming?: Coming },
): Promise<Nearest | undefined> {
  authorise(actor, 'manifest:read')
  const environment = await environmentNamed(name)
  const ids = new Map<string, string | undefined>()
  const judge = async (declared: NormalisedManifest): Promise<Judged | undefined> => {
    const manifest = declared.metadata.name
    if (!ids.has(manifest)) ids.set(manifest, await manifestNamed(actor.tenantId, manifest))
    const manifestId = ids.get(manifest)
    const about = { declared, environment, manifestId, assumptions, coming }
    const gathered = await gatherPolicyInputs(db, actor.tenantId, {
      gate: 'pre_deploy',
      subjectId: 'draft',
      ...about,
    }).catch(unpriced)
    if (gathered?.request.gate !== 'pre_deploy') return undefined
    const { policies, request, cost } = gathered
    return {
      verdict: evaluatePolicy(policies, request),
      perMonth: cost?.estimate.perMonth,
      room: {
        left: request.quota.maxConcurrency - request.usage.concurrency,
        perCopy: (size) =>
          cost?.input.sizes.find((one) => one.runnerClass === declared.runner.class && one.size === size)?.concurrency,
      },
    }
  }
  const nearest = await nearestCompliant(text, judge)
  return nearest && { environment: environment.name, ...nearest }
}

async function manifestNamed(tenantId: string, name: string): Promise<string | undefined> {
  return (await db.manifest.findFirst({ where: { tenantId, name }, select: { id: true } }))?.id
}

/** What there is no price or size for is never suggested. */
function unpriced(error: unknown): undefined {
  if (error instanceof BareCountError && error.code === 'unavailable') return undefined
  throw error
}
