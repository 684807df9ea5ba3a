import { type SeverityName, severities } from '../artifacts/severities.ts'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { pageOf } from '../db/page.ts'
import { BareCountError } from '../errors.ts'
import { filterFindings, type FindingsWhere as Where } from './filter-findings.ts'
import { runnersOf } from './runners-of.ts'
import type { FindingFilters } from './schema.ts'
import { statusNow } from './status-now.ts'
import { waiversInForce } from './waivers-in-force.ts'

const shown = {
  id: true,
  artifactId: true,
  kind: true,
  severity: true,
  rule: true,
  component: true,
  version: true,
  path: true,
  message: true,
  remedy: true,
  status: true,
  statusAt: true,
  statusUntil: true,
  firstSeenAt: true,
  resolvedAt: true,
  artifact: { select: { digest: true } },
} as const

type Page = { cursor?: string | undefined; limit?: number | undefined }

/**
 * Findings of the tenant's artifacts, one page: most severe first, and of a severity the longest known first. Each with
 * how it stands now and the runners that have its artifact. `cursor` is `next` of the page before.
 */
export async function listFindings(actor: Actor, { cursor, limit = 50, ...filters }: FindingFilters & Page = {}) {
  authorise(actor, 'artifact:read')
  const now = new Date()
  const where = await filterFindings(actor, filters, now)
  const from = placeOf(cursor)
  const rows: Awaited<ReturnType<typeof read>>[number][] = []
  // One severity after the other: within one, the index has the rows in order, and a page is read from where it begins.
  for (const severity of severities.slice(severities.indexOf(from.severity))) {
    if (filters.severity && filters.severity !== severity) continue
    const after = severity === from.severity && from.id ? { id: { gt: from.id } } : {}
    rows.push(...(await read({ ...where, severity, ...after }, limit + 1 - rows.length)))
    if (rows.length > limit) break
  }
  const page = pageOf(rows, limit, (last) => `${last.severity}_${last.id}`)
  const runners = await runnersOf(
    actor,
    page.rows.map(({ artifact }) => artifact.digest),
  )
  const licences = page.rows.filter(({ kind }) => kind === 'licence')
  const waived = licences.length ? await waiversInForce(db, actor.tenantId, licences, now) : []
  const waivers = new Map(waived.map(({ finding, waiver }) => [finding.id, waiver.id]))
  const findings = page.rows.map(({ artifact, ...finding }) => ({
    ...finding,
    waiverId: waivers.get(finding.id) ?? null,
    status: statusNow(finding, now),
    digest: artifact.digest,
    runners: runners.get(artifact.digest) ?? [],
  }))
  return { findings, next: page.next }
}

const read = (where: Where, take: number) =>
  db.artifactFinding.findMany({ where, select: shown, orderBy: { id: 'asc' }, take })

/** A place in the list. */
function placeOf(cursor: string | undefined): { severity: SeverityName; id: string } {
  if (!cursor) return { severity: 'critical', id: '' }
  const at = cursor.indexOf('_')
  const severity = severities.find((each) => each === cursor.slice(0, at))
  if (severity) return { severity, id: cursor.slice(at + 1) }
  throw new BareCountError('invalid_input', 'The cursor is not one of ours.', {
    faults: [{ path: 'cursor', message: 'Give `next` of the page before, unchanged.' }],
  })
}
