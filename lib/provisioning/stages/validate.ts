import { transaction } from '../../db/client.ts'
import { decidePolicy, refusalOf } from '../../policy/decide-policy.ts'
import type { StageHandler } from '../stage-handler.ts'

/** Schema, policy and cost once more, with the rules and prices of now: the draft was judged earlier and elsewhere. */
export const validate: StageHandler = async ({ actor, deployment, declared, environment, manifest, log }) => {
  const { verdict, decisionId, cost } = await transaction((tx) =>
    decidePolicy(
      tx,
      actor,
      {
        gate: 'pre_deploy',
        subjectId: deployment.id,
        declared,
        environment,
        manifestId: manifest.id,
        deploymentId: deployment.id,
        // Judged for its start: a freeze that is over by then does not stand against it.
        at: deployment.startsAt && deployment.startsAt > new Date() ? deployment.startsAt : undefined,
      },
      { manifestId: manifest.id, environmentId: environment.id, deploymentId: deployment.id },
    ),
  )
  for (const finding of verdict.findings) log(`${finding.level}: ${finding.reason} ${finding.remedy}`)
  // What only soft findings stand against goes on: the approval gate asks people whether they let it pass.
  if (!verdict.allowed && !verdict.overridable) throw refusalOf(verdict)
  log(`${verdict.allowed ? 'Allowed' : 'Not refused'} by policy version ${verdict.policyVersion}.`)
  for (const id of verdict.exceptionsUsed ?? []) log(`Passes by the exception ${id}.`)
  if (verdict.passedOver) log(`Break-glass passes over ${verdict.passedOver.rules.join(', ')}.`)
  return {
    output: {
      decisionId,
      policyVersion: verdict.policyVersion,
      policyDigest: verdict.policyDigest,
      approvalsRequired: verdict.approvalsRequired,
      slots: verdict.slots ?? [],
      // What it passes by is asked about again before anything is applied: people may take longer than it lasts.
      ...(verdict.exceptionsUsed && { exceptionsUsed: verdict.exceptionsUsed }),
      ...(verdict.passedOver && { passedOver: verdict.passedOver }),
      advice: verdict.findings.map((finding) => finding.reason),
      priceBookVersion: cost?.priceBook.version,
      priceBookDigest: cost?.priceBook.digest,
      perMonthMicros: cost?.perMonth,
    },
    async commit(tx) {
      if (!cost) return
      await tx.deployment.updateMany({
        where: { tenantId: actor.tenantId, id: deployment.id },
        data: { costEstimate: cost },
      })
    },
  }
}
