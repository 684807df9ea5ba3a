import { type Tx, transaction } from '../db/client.ts'
import { decidePolicy, refusalOf } from '../policy/decide-policy.ts'
import type { PolicyVerdict } from '../policy/schema.ts'
import { deploySubject, type Judged, type Outside, preDeploySubject } from './judge-deployment.ts'
import type { StageContext } from './stage-handler.ts'

/** Whether nobody may let it pass. Pure. */
export const isRefused = ({ allowed, overridable }: PolicyVerdict): boolean => !allowed && !overridable

/**
 * Throws `policy_denied` when a hard finding of either gate stands against a deployment, after the decision that says so
 * was stored with its evidence.
 */
export async function refuseJudged(context: StageContext, judged: Judged, outside: Outside): Promise<void> {
  const gate = isRefused(judged.pre) ? 'pre_deploy' : isRefused(judged.deploy) ? 'deploy' : undefined
  if (!gate) return
  const at = judged.startsLater ?? new Date()
  const subject = gate === 'pre_deploy' ? preDeploySubject(context, at) : deploySubject(context, outside, at)
  const { actor, manifest, environment, deployment, log } = context
  const about = { manifestId: manifest.id, environmentId: environment.id, deploymentId: deployment.id }
  const { verdict } = await transaction((tx: Tx) => decidePolicy(tx, actor, subject, about))
  for (const finding of verdict.findings) log(`${finding.level}: ${finding.reason} ${finding.remedy}`)
  // It may have turned in this instant; what was judged first is then asked again by the next gate.
  if (isRefused(verdict)) throw refusalOf(verdict)
}
