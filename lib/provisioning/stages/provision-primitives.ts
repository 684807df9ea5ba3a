import { approvalGate } from '../approval-gate.ts'
import { provisionPrimitives } from '../provision-primitives.ts'
import type { StageHandler } from '../stage-handler.ts'

/** Nothing is applied before this stage, so the human gate stands at its door. */
export const provision: StageHandler = async (context) => {
  const waiting = await approvalGate(context)
  if (waiting) return waiting
  const { actor, declared, environment, deployment, manifest, log } = context
  const outcome = await provisionPrimitives(actor, {
    environment,
    profile: declared.runner.network_profile,
    deploymentId: deployment.id,
    manifestId: manifest.id,
  })
  for (const primitive of outcome.primitives) {
    log(`${primitive.kind}: ${outcome.created.includes(primitive.kind) ? 'made' : 'there already'}`)
  }
  return { output: { profile: declared.runner.network_profile, created: outcome.created } }
}
