import { recordGlassUse } from '../break-glass/record-use.ts'
import type { Tx } from '../db/client.ts'
import type { PolicyVerdict } from '../policy/schema.ts'
import type { StageContext } from './stage-handler.ts'
import { subjectOf } from './transitions.ts'

/** What break-glass let it pass by, at either gate, in the transaction that lets it pass. Returns its id, if it was used. */
export async function recordPassedOver(
  tx: Tx,
  { actor, deployment, manifest, version, environment }: StageContext,
  verdicts: readonly Pick<PolicyVerdict, 'passedOver'>[],
): Promise<string | undefined> {
  const passed = verdicts.flatMap(({ passedOver }) => passedOver ?? [])
  const breakGlassId = passed.at(-1)?.breakGlassId
  if (!breakGlassId) return undefined
  const { id, requestedById } = deployment
  const named = { manifest, manifestVersion: version, environment }
  await recordGlassUse(tx, actor, {
    breakGlassId,
    deployment: subjectOf({ id, manifestId: manifest.id, environmentId: environment.id, ...named }),
    requestedById,
    passedOver: passed.flatMap(({ rules }) => rules),
  })
  return breakGlassId
}
