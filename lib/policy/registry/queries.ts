import type { Actor } from '../../auth/actor.ts'
import { authorise, may } from '../../auth/authorise.ts'
import { emailsOf } from '../../auth/emails-of.ts'
import { db, unsafeDb } from '../../db/client.ts'
import type { PolicyDraft } from '../../db/generated/client.ts'
import { pageOf } from '../../db/page.ts'
import { notFound } from '../../errors.ts'
import { activeLayers } from '../tenant-facts.ts'
import { activeVersion } from './active-version.ts'
import { faultsOfDraft } from './check-draft.ts'
import { diffVersions } from './diff-versions.ts'
import { contentOfDraft, contentOfVersion } from './draft-content.ts'
import { findDraft, reachable } from './find-draft.ts'
import { type PolicyScopeName, policyScopes, testRunSchema } from './schema.ts'
import { baseContent } from './submission.ts'

type Page = { cursor?: string | undefined; limit?: number | undefined }

/** The layers that apply to the tenant, the widest first, with the version that is active in each. */
export async function listLayers(actor: Actor) {
  authorise(actor, 'policy:read')
  const active = await activeLayers(db, actor.tenantId)
  // Versions belong to layers; only those over this tenant are asked for.
  const rows = await unsafeDb.policyVersion.findMany({
    where: { version: { in: active.map(({ version }) => version) } },
    select: { version: true, scope: true, digest: true, note: true, activatedAt: true },
  })
  return policyScopes.map((scope) => ({ scope, active: rows.find((row) => row.scope === scope) }))
}

/** Versions of the platform and of this tenant, newest first, without their texts. */
export async function listVersions(
  actor: Actor,
  { cursor, limit = 50, scope }: Page & { scope?: PolicyScopeName | undefined } = {},
) {
  authorise(actor, 'policy:read')
  const rows = await unsafeDb.policyVersion.findMany({
    where: {
      scopeTenantId: { in: ['', actor.tenantId] },
      ...(scope && { scope }),
      ...(cursor && { version: { lt: Number(cursor) } }),
    },
    orderBy: { version: 'desc' },
    take: limit + 1,
    select: {
      version: true,
      scope: true,
      digest: true,
      note: true,
      basedOn: true,
      createdById: true,
      approvalId: true,
      activatedAt: true,
      retiredAt: true,
      createdAt: true,
    },
  })
  const page = pageOf(rows, limit, (last) => String(last.version))
  const names = await emailsOf(page.rows.flatMap(({ createdById }) => createdById ?? []))
  return {
    versions: page.rows.map(({ createdById, ...row }) => ({ ...row, createdBy: names.get(createdById ?? '') ?? null })),
    next: page.next,
  }
}

/** A version with its rules, and what it changed against another: the one it was made from, unless one is named. */
export async function getVersion(actor: Actor, version: number, against?: number) {
  authorise(actor, 'policy:read')
  const own = { scopeTenantId: { in: ['', actor.tenantId] } }
  const row = await unsafeDb.policyVersion.findFirst({ where: { version, ...own } })
  if (!row) throw notFound('policy version')
  const otherVersion = against ?? row.basedOn
  const other = otherVersion
    ? await unsafeDb.policyVersion.findFirst({ where: { version: otherVersion, ...own, scope: row.scope } })
    : null
  if (against && !other) throw notFound('policy version')
  const [before, after] = [contentOfVersion(other), contentOfVersion(row)]
  const names = await emailsOf(row.createdById ? [row.createdById] : [])
  const { policies: _, matrix: __, quota: ___, createdById, ...about } = row
  const { quota, ...diff } = diffVersions(before, after)
  return {
    ...about,
    createdBy: names.get(createdById ?? '') ?? null,
    policies: after.policies,
    matrixRows: after.matrix.length,
    comparedWith: other?.version ?? null,
    diff: { ...diff, quota },
    before: before.policies,
  }
}

/** Drafts the actor may look at, newest first, without their texts. */
export async function listDrafts(
  actor: Actor,
  { cursor, limit = 50, open }: Page & { open?: boolean | undefined } = {},
) {
  authorise(actor, 'policy:read')
  const tenants = await reachable(actor)
  const pages = await Promise.all(
    tenants.map((tenantId) =>
      db.policyDraft.findMany({
        where: {
          tenantId,
          ...(open && { status: { in: ['draft', 'submitted', 'approved'] } }),
          ...(cursor && { id: { lt: cursor } }),
        },
        orderBy: { id: 'desc' },
        take: limit + 1,
        select: {
          id: true,
          scope: true,
          title: true,
          status: true,
          revision: true,
          basedOn: true,
          createdById: true,
          updatedAt: true,
        },
      }),
    ),
  )
  const rows = pages.flat().sort((a, b) => (a.id < b.id ? 1 : -1))
  const page = pageOf(rows.slice(0, limit + 1), limit, (last) => last.id)
  const names = await emailsOf(page.rows.flatMap(({ createdById }) => createdById ?? []))
  return {
    drafts: page.rows.map(({ createdById, ...row }) => ({ ...row, createdBy: names.get(createdById) ?? createdById })),
    next: page.next,
  }
}

/** A draft with all that its page shows: texts, faults, what it changes, its tests and its newest simulation. */
export async function getDraft(actor: Actor, id: string) {
  authorise(actor, 'policy:read')
  const draft = await findDraft(db, actor, id)
  const { tenantId, scope, scopeTenantId } = draft
  const [faults, base, active, tests, simulation, names] = await Promise.all([
    faultsOfDraft(db, draft),
    baseContent(db, draft),
    activeVersion(db, draft),
    db.policyTest.findMany({
      where: { tenantId, scope, scopeTenantId },
      orderBy: { id: 'asc' },
      take: 500,
      select: { id: true, name: true, gate: true, expectedAllowed: true, expectedFindings: true, decisionId: true },
    }),
    getSimulation(draft),
    emailsOf([draft.createdById, ...draft.editorIds]),
  ])
  const { policies, matrix } = contentOfDraft(draft)
  const run = testRunSchema.safeParse(draft.testRun)
  return {
    id,
    scope,
    title: draft.title,
    note: draft.note,
    revision: draft.revision,
    status: draft.status,
    basedOn: draft.basedOn,
    activeVersion: active?.version ?? null,
    approvalId: draft.approvalId,
    activatedVersion: draft.activatedVersion,
    updatedAt: draft.updatedAt,
    editors: draft.editorIds.map((editor) => names.get(editor) ?? editor),
    editable: may(actor, 'policy:write') && ['draft', 'submitted', 'approved'].includes(draft.status),
    policies,
    base: base.policies,
    matrixRows: matrix.length,
    diff: diffVersions(base, contentOfDraft(draft)),
    faults,
    tests,
    testRun: run.success ? run.data : null,
    simulation,
  }
}
export type DraftView = Awaited<ReturnType<typeof getDraft>>

/** Tests of the layers the actor may look at, newest first, without their requests. */
export async function listTests(actor: Actor, { cursor, limit = 50 }: Page = {}) {
  authorise(actor, 'policy:read')
  const pages = await Promise.all(
    (await reachable(actor)).map((tenantId) =>
      db.policyTest.findMany({
        where: { tenantId, ...(cursor && { id: { lt: cursor } }) },
        orderBy: { id: 'desc' },
        take: limit + 1,
        omit: { tenantId: true, request: true },
      }),
    ),
  )
  const rows = pages.flat().sort((a, b) => (a.id < b.id ? 1 : -1))
  const page = pageOf(rows.slice(0, limit + 1), limit, (last) => last.id)
  return { tests: page.rows, next: page.next }
}

/** What a draft says at this moment: what somebody whose edit came second needs to see. */
export async function getDraftTexts(actor: Actor, { id }: { id: string }) {
  authorise(actor, 'policy:read')
  const draft = await findDraft(db, actor, id)
  return { revision: draft.revision, policies: contentOfDraft(draft).policies }
}

/** The newest simulation of a draft. */
async function getSimulation({ tenantId, id: draftId }: PolicyDraft) {
  return db.policySimulation.findFirst({
    where: { tenantId, draftId },
    orderBy: { id: 'desc' },
    omit: { tenantId: true, draftId: true },
  })
}

/** What the newest simulation of a draft found, in the order it was found; `cursor` is the last number of the page before. */
export async function listChanges(actor: Actor, draftId: string, { cursor, limit = 100 }: Page = {}) {
  authorise(actor, 'policy:read')
  const draft = await findDraft(db, actor, draftId)
  const simulation = await getSimulation(draft)
  if (!simulation) return { simulation: null, changes: [], next: undefined }
  const rows = await db.policySimulationChange.findMany({
    where: { tenantId: draft.tenantId, simulationId: simulation.id, ...(cursor && { seq: { gt: Number(cursor) } }) },
    orderBy: { seq: 'asc' },
    take: limit + 1,
    omit: { tenantId: true, simulationId: true },
  })
  const page = pageOf(rows, limit, (last) => String(last.seq))
  return { simulation, changes: page.rows, next: page.next }
}
