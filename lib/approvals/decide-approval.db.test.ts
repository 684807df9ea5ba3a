import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '../auth/actor.ts'
import { db, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { newId } from '../ids.ts'
import { submitManifest } from '../manifests/submit-manifest.ts'
import type { ApprovalSlot } from '../policy/schema.ts'
import { deployManifest } from '../provisioning/deploy-manifest.ts'
import { decideApproval } from './decide-approval.ts'
import { expireApprovals } from './expire-approvals.ts'
import { getApproval, listApprovals } from './queries.ts'
import { standingRule } from './standing-rule.ts'

const text = `apiVersion: barecount.io/v1
kind: RunnerManifest
metadata: { name: orders, pipeline: orders/ingest, owner: finance-data }
runner:
  class: serverless
  network_profile: private_vpc
  function: { source: ./src, runtime: nodejs, handler: index.handler }
`
const slot = (count: number) => ({ ...(standingRule('policy')[0] as ApprovalSlot), count })
const digest = `sha256:${'a'.repeat(64)}`

let tenant: TestTenant
let other: TestTenant
let second: Actor

beforeAll(async () => {
  tenant = await makeTenant()
  other = await makeTenant()
  second = await tenant.member('approver')
  await unsafeDb.environment.create({ data: { id: newId('environment'), name: 'prod', rank: 1, approvalsRequired: 1 } })
})

/** A deployment that waits at the gate, with its request. */
async function waiting(options: { required?: number; expiresAt?: Date; requester?: Actor } = {}) {
  const requester = options.requester ?? tenant.engineer
  const { id: versionId } = await submitManifest(tenant.engineer, { text })
  const { id: deploymentId } = await deployManifest(tenant.engineer, {
    manifestVersionId: versionId,
    environment: 'prod',
  })
  const where = { tenantId: tenant.id, id: deploymentId }
  await db.deployment.updateMany({ where, data: { status: 'waiting_approval', decisionDigest: digest } })
  const id = newId('approval')
  await db.approvalRequest.create({
    data: {
      tenantId: tenant.id,
      id,
      subjectId: deploymentId,
      deploymentId,
      decisionDigest: digest,
      slots: [slot(options.required ?? 1)],
      required: options.required ?? 1,
      requestedById: requester.userId,
      summary: 'Deploy orders to prod',
      expiresAt: options.expiresAt ?? new Date(Date.now() + 60_000),
    },
  })
  return { id, deploymentId, where }
}

const approve = (actor: Actor, approvalId: string) => decideApproval(actor, { approvalId, verdict: 'approve' })
const statusOf = async (where: { tenantId: string; id: string }) =>
  db.deployment.findFirst({ where, select: { status: true, round: true } })

test('enough approvals queue the next round in the same transaction', async () => {
  const { id, where } = await waiting()
  expect(await approve(tenant.approver, id)).toMatchObject({ state: 'approved', missing: 0 })
  expect(await statusOf(where)).toEqual({ status: 'queued', round: 2 })
  const kinds = await db.evidence.findMany({
    where: { tenantId: tenant.id, deploymentId: where.id },
    select: { kind: true },
  })
  expect(kinds.map((row) => row.kind)).toEqual(expect.arrayContaining(['approval.voted', 'approval.decided']))
})

test('of two approvers in the same instant each counts once, and the round starts once', async () => {
  const { id, where } = await waiting({ required: 2 })
  const answers = await Promise.all([approve(tenant.approver, id), approve(second, id)])
  expect(answers.map((answer) => answer.state).sort()).toEqual(['approved', 'open'])
  expect(await statusOf(where)).toEqual({ status: 'queued', round: 2 })
})

test('the same approver twice does not make two', async () => {
  const { id, where } = await waiting({ required: 2 })
  await approve(tenant.approver, id)
  expect(await approve(tenant.approver, id)).toMatchObject({ state: 'open', missing: 1 })
  expect((await statusOf(where))?.status).toBe('waiting_approval')
})

test('a rejection ends the deployment and keeps the comment', async () => {
  const { id, where } = await waiting()
  await decideApproval(tenant.approver, { approvalId: id, verdict: 'reject', comment: 'Not on a Friday.' })
  expect((await statusOf(where))?.status).toBe('cancelled')
  expect((await getApproval(tenant.auditor, id)).votes[0]?.comment).toBe('Not on a Friday.')
})

test('whoever requested, or wrote the version, may not decide', async () => {
  const both = await tenant.member('engineer', 'approver')
  const asked = await waiting({ requester: both })
  await expect(approve(both, asked.id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(approve(tenant.engineer, asked.id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(approve(tenant.admin, asked.id)).rejects.toMatchObject({ code: 'forbidden' })
})

test('a decided, an expired and a changed request are refused', async () => {
  const decided = await waiting()
  await approve(tenant.approver, decided.id)
  await expect(approve(second, decided.id)).rejects.toMatchObject({ code: 'invalid_state' })
  const expired = await waiting({ expiresAt: new Date(Date.now() - 1) })
  await expect(approve(tenant.approver, expired.id)).rejects.toMatchObject({ code: 'invalid_state' })
  const changed = await waiting()
  await db.deployment.updateMany({ where: changed.where, data: { decisionDigest: `sha256:${'b'.repeat(64)}` } })
  await expect(approve(tenant.approver, changed.id)).rejects.toMatchObject({ code: 'invalid_state' })
})

test('time ends a request and what waited for it, once', async () => {
  const expiresAt = new Date(Date.now() + 60_000)
  const { id, where } = await waiting({ required: 2, expiresAt })
  await approve(tenant.approver, id)
  await Promise.all([expireApprovals(expiresAt), expireApprovals(expiresAt)])
  expect((await statusOf(where))?.status).toBe('cancelled')
  expect((await getApproval(tenant.auditor, id)).status).toBe('expired')
  const kinds = { tenantId: tenant.id, deploymentId: where.id, kind: 'approval.decided' }
  expect(await db.evidence.count({ where: kinds })).toBe(1)
})

test('another tenant’s approver finds nothing', async () => {
  const { id } = await waiting()
  await expect(approve(other.approver, id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(getApproval(other.approver, id)).rejects.toMatchObject({ code: 'not_found' })
  expect((await listApprovals(other.approver)).approvals).toEqual([])
})

test('a rejection without a reason is refused whoever calls the verb, and nothing is decided', async () => {
  const { id, where } = await waiting()
  const silent = { approvalId: id, verdict: 'reject' as const, comment: ' ' }
  await expect(decideApproval(tenant.approver, silent)).rejects.toThrow('Say why you reject.')
  expect(await statusOf(where)).toMatchObject({ status: 'waiting_approval' })
})
