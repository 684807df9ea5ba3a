import { decideApproval } from '#lib/approvals/decide-approval.ts'
import { unsafeDb } from '#lib/db/client.ts'
import { makeTenant } from '#lib/db/testing/world.ts'
import { groupDeadLetters } from '#lib/dead-letters/group-dead-letters.ts'
import { getReplay } from '#lib/replays/queries.ts'
import { rehearseReplay } from '#lib/replays/rehearse-replay.ts'
import { requestReplay } from '#lib/replays/request-replay.ts'
import { stepReplay } from '#lib/replays/step-replay.ts'
import { endRuns, forgetThrottle } from '#lib/replays/testing/drive.ts'
import { activeRunner } from '#lib/runs/testing/active-runner.ts'
import { deadLetters } from '#lib/runs/testing/dead-letters.ts'
import { printFigure, timesOf } from '#scripts/bench/print-figure.ts'

// A mass replay of ten thousand, from the rehearsal to the reconciliation. The runs themselves end at once: what is
// measured is what the portal adds, evidence included.

const LETTERS = 10_000
const RUNNERS = 4
const REPEATS = 10

const tenant = await makeTenant()
for (let index = 0; index < RUNNERS; index++) {
  const runner = await activeRunner(tenant)
  await deadLetters(tenant.id, runner, { prefix: `bench-${index}`, count: LETTERS / RUNNERS, errors: 8 })
}
await unsafeDb.$executeRaw`analyze`
const letters = { filter: {} }
const of = `of ${LETTERS.toLocaleString('en-US')}`
printFigure(`groups by error, ${of}`, await timesOf(REPEATS, () => groupDeadLetters(tenant.engineer)))
printFigure(`rehearsal ${of}`, await timesOf(REPEATS, () => rehearseReplay(tenant.engineer, { letters })))

let asked: Awaited<ReturnType<typeof requestReplay>> | undefined
printFigure(
  `list fixed and approval asked for, ${of}`,
  await timesOf(1, async () => {
    asked = await requestReplay(tenant.engineer, { letters, reason: 'a bench', ratePerSecond: 500, canaryPercent: 1 })
  }),
)
if (!asked?.approvalId) throw new Error('a mass replay asks for approval')
const { id, approvalId } = asked
await decideApproval(tenant.approver, { approvalId, verdict: 'approve', comment: '' })

const ref = { tenantId: tenant.id, id }
const steps: number[] = []
const began = performance.now()
for (;;) {
  const step = performance.now()
  await stepReplay(ref)
  steps.push(performance.now() - step)
  await endRuns(ref, 'succeeded')
  const { finishedAt } = await getReplay(tenant.engineer, id)
  if (finishedAt) break
  // As fast as it goes: the throttle is shown by a test, and would be all that is measured here.
  await forgetThrottle(ref)
}
const took = performance.now() - began
const { counts } = await getReplay(tenant.engineer, id)
if (counts.succeeded !== LETTERS) throw new Error(`not all were replayed: ${JSON.stringify(counts)}`)
const sorted = steps.sort((a, b) => a - b)
printFigure('one step of the driver, up to 100 tokens', sorted)
printFigure('a token begun, ended and reconciled with evidence, the throttle aside', [took / LETTERS])
process.exit()
