import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { type Actor, systemActor } from '../auth/actor.ts'
import { db, transaction, unsafeDb } from '../db/client.ts'
import type { Role } from '../db/generated/enums.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { delegateDecisions } from '../delegations/delegate-decisions.ts'
import { BareCountError } from '../errors.ts'
import { declaredAs } from '../findings/testing/scanned-runner.ts'
import { newId } from '../ids.ts'
import { makePlatformRules, makeRunner } from '../policy/testing/rules.ts'
import { currentRequest, isGiven } from '../provisioning/current-request.ts'
import type { Judged } from '../provisioning/judge-deployment.ts'
import { lockDeployment } from '../provisioning/lock-deployment.ts'
import { markExecuted } from '../provisioning/mark-executed.ts'
import type { StageContext } from '../provisioning/stage-handler.ts'
import { waitForPeople } from '../provisioning/wait-for-people.ts'
import { castVote } from './cast-vote.ts'
import { expireApprovals } from './expire-approvals.ts'
import { slotFor, stories } from './testing/acts.ts'
import { type Act, firstRoles, type ModelSlot, type Person, PlainModel, persons } from './testing/plain-model.ts'
import { withdrawApproval } from './withdraw-approval.ts'

let tenant: TestTenant
let place: Awaited<ReturnType<typeof makePlatformRules>>
const actors = {} as Record<Person, Actor>

beforeAll(async () => {
  tenant = await makeTenant()
  place = await makePlatformRules()
  for (const who of persons) actors[who] = await tenant.member(...(firstRoles[who] as Role[]))
})

const refused = async (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    (error: unknown) => {
      if (error instanceof BareCountError) return false
      throw error
    },
  )

/** One story in the database, with the verbs that people, the clock and the worker really use. */
class Stored {
  policy = 1
  private readonly context: StageContext
  private readonly slots: readonly ModelSlot[]

  private constructor(context: StageContext, slots: readonly ModelSlot[]) {
    this.context = context
    this.slots = slots
  }

  static async begin(slots: readonly ModelSlot[]): Promise<Stored> {
    const tenantId = tenant.id
    for (const who of persons) await setRoles(who, firstRoles[who])
    await db.delegation.updateMany({ where: { tenantId }, data: { endedAt: new Date() } })
    const ids = await makeRunner(tenantId, place, declaredAs(`m-${newId('manifest').slice(-10).toLowerCase()}`))
    await db.runner.deleteMany({ where: { tenantId, id: ids.runnerId } })
    await db.deployment.updateMany({
      where: { tenantId, id: ids.deploymentId },
      data: { status: 'running', requestedById: actors.ann.userId },
    })
    const deployment = { id: ids.deploymentId, tenantId, requestedById: actors.ann.userId, startsAt: null }
    const context = {
      actor: systemActor(tenant, 'worker'),
      deployment,
      manifest: { id: ids.manifestId },
      environment: place,
      log: () => undefined,
    } as unknown as StageContext
    const story = new Stored(context, slots)
    await story.workerComes()
    return story
  }

  private get where() {
    return { tenantId: tenant.id, id: this.context.deployment.id }
  }

  async request() {
    const where = { tenantId: tenant.id, subjectId: this.context.deployment.id }
    const row = await db.approvalRequest.findFirst({ where, orderBy: { id: 'desc' } })
    if (!row) throw new Error('nobody was asked')
    return row
  }

  async do(act: Act): Promise<boolean> {
    const { id: approvalId } = await this.request()
    switch (act.act) {
      case 'vote': {
        const onBehalfOfId = act.voice === act.hand ? undefined : actors[act.voice].userId
        const vote = { approvalId, verdict: act.verdict, comment: 'Because.', onBehalfOfId }
        return refused(castVote(actors[act.hand], vote, { kind: 'session' }))
      }
      case 'takeBack':
        return refused(withdrawApproval(actors.ann, { approvalId }))
      case 'edit':
        await db.draft.create({
          data: {
            tenantId: tenant.id,
            id: newId('draft'),
            userId: actors[act.who].userId,
            manifestId: this.context.manifest.id,
            text: '',
          },
        })
        return true
      case 'resume':
        await db.deployment.updateMany({
          where: this.where,
          data: { resumedByIds: { push: actors[act.who].userId } },
        })
        return true
      case 'removeRoles':
        await setRoles(act.who, [])
        return true
      case 'giveRole':
        await setRoles(act.who, [...new Set([...(await rolesOf(act.who)), act.role])])
        return true
      case 'delegate': {
        const endsAt = new Date(Date.now() + 3600_000).toISOString()
        return refused(delegateDecisions(actors[act.from], { to: actors[act.to].label, endsAt, reason: 'Away.' }))
      }
      case 'endDelegation': {
        const between = { fromId: actors[act.from].userId, toId: actors[act.to].userId }
        await db.delegation.updateMany({ where: { tenantId: tenant.id, ...between }, data: { endedAt: new Date() } })
        return true
      }
      case 'expiryPasses':
        await db.approvalRequest.updateMany({
          where: { tenantId: tenant.id, id: approvalId },
          data: { expiresAt: new Date(Date.now() - 1) },
        })
        return true
      case 'sweep':
        await expireApprovals(new Date())
        return true
      case 'policyChanges':
        this.policy++
        return true
      case 'workerComes':
        await this.workerComes()
        return true
    }
  }

  /** What a gate does, with the policies left out: the digest stands for all that they and everything else say. */
  private async workerComes(): Promise<void> {
    const { context } = this
    const question = { decisionDigest: `sha256:${this.policy}`, facts: {}, summary: 'Deploy', risks: [] }
    await transaction(async (tx) => {
      await lockDeployment(tx, { tenantId: tenant.id, deploymentId: context.deployment.id })
      const { count } = await tx.deployment.updateMany({
        where: { ...this.where, status: { in: ['queued', 'running'] } },
        data: { status: 'running' },
      })
      if (!count) return
      const current = await currentRequest(tx, context, question.decisionDigest)
      const given = isGiven(current)
      if (current && given) await markExecuted(tx, context.actor, current.request, current.counted)
      const status = given ? ('succeeded' as const) : ('waiting_approval' as const)
      await tx.deployment.updateMany({ where: this.where, data: { status } })
      const judged = { slots: this.slots.map(slotFor) } as Judged
      if (!given) await waitForPeople(context, judged, question, []).commit?.(tx)
    })
  }

  async stands() {
    const row = await unsafeDb.deployment.findFirstOrThrow({ where: this.where, select: { status: true } })
    const places = { waiting_approval: 'waiting', cancelled: 'cancelled', succeeded: 'done' } as Record<string, string>
    return { request: (await this.request()).status, deployment: places[row.status] ?? 'atWork' }
  }
}

const membership = (who: Person) => ({ tenantId: tenant.id, userId: actors[who].userId })

async function rolesOf(who: Person): Promise<Role[]> {
  return (await db.membership.findFirst({ where: membership(who) }))?.roles ?? []
}

/** Actors are made anew at every request, from the roles of then. */
async function setRoles(who: Person, roles: readonly string[]): Promise<void> {
  await db.membership.updateMany({ where: membership(who), data: { roles: roles as Role[] } })
  actors[who] = { ...actors[who], roles: roles as Role[] }
}

test('in 120 stories told to the database the plain model says the same', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(stories(12), async ({ slots, acts }) => {
      const model = new PlainModel(slots)
      const stored = await Stored.begin(slots)
      for (const act of acts) {
        expect({ did: await stored.do(act), ...(await stored.stands()) }, JSON.stringify(act)).toEqual({
          did: model.do(act),
          request: model.request.status,
          deployment: model.deployment,
        })
        seen.add(model.request.status)
      }
    }),
    { numRuns: 120 },
  )
  // They lead everywhere: stories in which nothing happens would agree as well.
  expect([...seen]).toEqual(expect.arrayContaining(['approved', 'executed', 'open', 'rejected']))
}, 120_000)
