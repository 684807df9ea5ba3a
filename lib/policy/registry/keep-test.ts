import type { Actor } from '../../auth/actor.ts'
import { authorise } from '../../auth/authorise.ts'
import { db, type Tx, transaction, violatedConstraint } from '../../db/client.ts'
import { BareCountError, notFound } from '../../errors.ts'
import { appendEvidence } from '../../evidence/append-evidence.ts'
import { newId } from '../../ids.ts'
import { policyFindingSchema, policyRequestSchema } from '../schema.ts'
import { inItsLog, reachable } from './find-draft.ts'
import { type Layer, layerOf } from './layer.ts'
import { answerOf } from './run-tests.ts'
import { type AddTestInput, addTestInput, type KeepTestInput, keepTestInput } from './schema.ts'

/** Keeps a stored decision as a test: the same request must get the same answer from every version to come. */
export async function keepTest(actor: Actor, given: KeepTestInput): Promise<{ id: string; name: string }> {
  authorise(actor, 'policy:write')
  const { decisionId, scope, name } = keepTestInput.parse(given)
  const decision = await db.policyDecision.findFirst({ where: { tenantId: actor.tenantId, id: decisionId } })
  if (!decision) throw notFound('decision')
  const request = policyRequestSchema.parse(decision.inputs)
  const answer = answerOf({ allowed: decision.allowed, findings: policyFindingSchema.array().parse(decision.findings) })
  const said = `${request.runner.name} at the ${request.gate.replaceAll('_', '-')} gate is ${answer.allowed ? 'allowed' : 'denied'}`
  return write(await layerOf(actor, scope), {
    name: name ?? `${said} (${decisionId.slice(-6)})`,
    request,
    expectedAllowed: answer.allowed,
    expectedFindings: answer.findings,
    decisionId,
  })
}

/** Adds a test written by hand. Throws `invalid_input` for a request that the gates could not be asked. */
export async function addTest(actor: Actor, given: AddTestInput): Promise<{ id: string; name: string }> {
  authorise(actor, 'policy:write')
  const { scope, request: written, ...rest } = addTestInput.parse(given)
  const read = policyRequestSchema.safeParse(written)
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => ({ path: ['request', ...path].join('.'), message }))
    throw new BareCountError('invalid_input', 'The gates could not be asked this request.', { faults })
  }
  return write(await layerOf(actor, scope), {
    ...rest,
    request: read.data,
    expectedFindings: [...new Set(rest.expectedFindings)].sort(),
  })
}

/** Takes a test out of its layer; what it said stays in the evidence. */
export async function removeTest(actor: Actor, { id }: { id: string }): Promise<{ id: string }> {
  authorise(actor, 'policy:write')
  const tenants = await reachable(actor)
  return transaction(async (tx) => {
    const test = await findTest(tx, tenants, id)
    await tx.policyTest.deleteMany({ where: { tenantId: test.tenantId, id } })
    const by = await inItsLog(tx, actor, test)
    const { name, scope } = test
    await appendEvidence(tx, {
      kind: 'policy.test_changed',
      actor: by,
      result: 'info',
      testId: id,
      name,
      scope,
      change: 'removed',
    })
    return { id }
  })
}

async function findTest(tx: Tx, tenants: string[], id: string) {
  for (const tenantId of tenants) {
    const test = await tx.policyTest.findFirst({ where: { tenantId, id } })
    if (test) return test
  }
  throw notFound('policy test')
}

type Written = {
  name: string
  request: object & { gate: 'pre_deploy' | 'deploy' | 'run' }
  expectedAllowed: boolean
  expectedFindings: string[]
  decisionId?: string
}

async function write({ scope, scopeTenantId, ownerId, by }: Layer & { by: Actor }, test: Written) {
  const id = newId('policyTest')
  const { name, request, decisionId } = test
  try {
    await transaction(async (tx) => {
      await tx.policyTest.create({
        data: { ...test, tenantId: ownerId, id, scope, scopeTenantId, gate: request.gate, createdById: by.userId },
      })
      const about = { testId: id, name, scope, change: 'kept' as const, decisionId }
      await appendEvidence(tx, { kind: 'policy.test_changed', actor: by, result: 'info', ...about })
    })
  } catch (error) {
    if (violatedConstraint(error) === undefined) throw error
    throw new BareCountError('conflict', `There is a test “${name}” already.`, { remedy: 'Give it another name.' })
  }
  return { id, name }
}
