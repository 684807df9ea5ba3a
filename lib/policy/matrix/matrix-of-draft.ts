import type { Actor } from '../../auth/actor.ts'
import { authorise, may } from '../../auth/authorise.ts'
import { db } from '../../db/client.ts'
import { activeVersion } from '../registry/active-version.ts'
import { findDraft } from '../registry/find-draft.ts'
import { openDraftStatuses } from '../registry/schema.ts'
import type { MatrixScope } from './matrix-words.ts'
import { readMatrixLayers, readQuotaLayers } from './read-layers.ts'
import {
  type MatrixRow,
  matrixPartSchema,
  type QuotaRow,
  quotaPartSchema,
  type ScopedQuota,
  type ScopedRow,
} from './schema.ts'
import { standingParts } from './standing-parts.ts'

/** The matrix and quotas of a draft, with what is needed to see what they change and what lies around them. */
export type MatrixOfDraft = {
  id: string
  title: string
  revision: number
  scope: MatrixScope
  /** Whose it is, in words of people; the platform's name for a draft of the platform. */
  owner: string
  editable: boolean
  activeVersion: number | null
  matrix: MatrixRow[]
  quota: QuotaRow[]
  active: { matrix: MatrixRow[]; quota: QuotaRow[] }
  /** Layers beside the draft's own: wider ones are inherited from, narrower ones outweigh it. */
  around: { matrix: ScopedRow[]; quota: ScopedQuota[] }
  environments: string[]
}

/** The matrix and quotas of a draft the actor may see. Throws `not_found`. */
export async function matrixOfDraft(actor: Actor, id: string): Promise<MatrixOfDraft> {
  authorise(actor, 'policy:read')
  const draft = await findDraft(db, actor, id)
  const { scope, scopeTenantId, title, revision, status } = draft
  const [tenant, environments, rows, quotas, base, standing] = await Promise.all([
    db.tenant.findUnique({ where: { id: scopeTenantId }, select: { name: true } }),
    db.environment.findMany({ orderBy: { rank: 'asc' }, select: { name: true } }),
    readMatrixLayers(db, scopeTenantId),
    readQuotaLayers(db, scopeTenantId),
    activeVersion(db, draft),
    standingParts(db, draft),
  ])
  const beside = <T extends { scope: MatrixScope }>(all: T[]) => all.filter((one) => one.scope !== scope)
  return {
    id,
    title,
    revision,
    scope,
    owner: tenant?.name ?? 'the platform',
    editable: may(actor, 'policy:write') && openDraftStatuses.some((one) => one === status),
    activeVersion: base?.version ?? null,
    matrix: matrixPartSchema.parse(draft.matrix),
    quota: quotaPartSchema.parse(draft.quota ?? []),
    active: standing,
    around: { matrix: beside(rows), quota: beside(quotas) },
    environments: environments.map(({ name }) => name),
  }
}
