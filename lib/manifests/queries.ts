import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { emailsOf } from '../auth/emails-of.ts'
import { db } from '../db/client.ts'
import { pageOf } from '../db/page.ts'
import { notFound } from '../errors.ts'
import { type ManifestFilters, normalisedManifestSchema } from './schema.ts'

type Page = { cursor?: string | undefined; limit?: number | undefined }

/** A place in a list ordered by time and id, newest first. */
const writeCursor = (row: { updatedAt: Date; id: string }) => `${row.updatedAt.getTime().toString(36)}.${row.id}`

/** Postgres writes later years in another way; no cursor of ours holds one. */
const LAST_INSTANT = Date.UTC(9999, 0)
/** The largest version number that a column holds. */
const LAST_VERSION = 2 ** 31 - 1

/** What lies behind a cursor; one that is not ours begins at the first page. */
function afterCursor(cursor: string | undefined) {
  const [time, id] = cursor?.split('.') ?? []
  if (!time || !id) return {}
  const updatedAt = new Date(Number.parseInt(time, 36))
  if (!(updatedAt.getTime() >= 0 && updatedAt.getTime() <= LAST_INSTANT)) return {}
  return { OR: [{ updatedAt: { lt: updatedAt } }, { updatedAt, id: { lt: id } }] }
}

const runnerMark = {
  id: true,
  status: true,
  observedAt: true,
  environment: { select: { name: true, rank: true } },
  manifestVersion: { select: { version: true } },
} as const

/** Manifests of the tenant, last changed first, one page, with where each runs. `q` is looked for in the name. */
export async function listManifests(actor: Actor, filters: ManifestFilters & Page = {}) {
  authorise(actor, 'manifest:read')
  const limit = filters.limit ?? 50
  const rows = await db.manifest.findMany({
    where: {
      tenantId: actor.tenantId,
      archivedAt: filters.archived ? { not: null } : null,
      ...(filters.q ? { name: { contains: filters.q, mode: 'insensitive' } } : {}),
      ...(filters.class ? { runnerClass: filters.class } : {}),
      ...(filters.profile ? { profile: filters.profile } : {}),
      ...afterCursor(filters.cursor),
    },
    select: {
      id: true,
      name: true,
      pipeline: true,
      owner: true,
      runnerClass: true,
      size: true,
      profile: true,
      latestVersion: true,
      updatedAt: true,
      archivedAt: true,
      runners: { where: { status: { not: 'destroyed' } }, select: runnerMark },
    },
    orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  })
  const page = pageOf(rows, limit, writeCursor)
  return { manifests: page.rows, next: page.next }
}

/** One manifest with its latest version's text and where it runs. Throws `not_found`. */
export async function getManifest(actor: Actor, id: string) {
  authorise(actor, 'manifest:read')
  const manifest = await db.manifest.findFirst({
    where: { tenantId: actor.tenantId, id },
    include: {
      versions: { orderBy: { version: 'desc' }, take: 1 },
      runners: { where: { status: { not: 'destroyed' } }, select: runnerMark },
    },
  })
  const latest = manifest?.versions[0]
  if (!manifest || !latest) throw notFound('manifest')
  const { versions: _versions, ...rest } = manifest
  return { ...rest, latest }
}

/** Versions of a manifest, newest first, without their text; `cursor` is the last version number of the page before. */
export async function listVersions(actor: Actor, manifestId: string, { cursor, limit = 50 }: Page = {}) {
  authorise(actor, 'manifest:read')
  const { tenantId } = actor
  if (!(await db.manifest.findFirst({ where: { tenantId, id: manifestId }, select: { id: true } }))) {
    throw notFound('manifest')
  }
  const before = cursor === undefined ? Number.NaN : Number(cursor)
  const rows = await db.manifestVersion.findMany({
    where: {
      tenantId,
      manifestId,
      ...(Number.isInteger(before) && Math.abs(before) <= LAST_VERSION ? { version: { lt: before } } : {}),
    },
    select: {
      id: true,
      version: true,
      digest: true,
      sourceDigest: true,
      runnerClass: true,
      size: true,
      profile: true,
      createdAt: true,
      createdById: true,
    },
    orderBy: { version: 'desc' },
    take: limit + 1,
  })
  const page = pageOf(rows, limit, (last) => String(last.version))
  const people = await emailsOf(page.rows.map((row) => row.createdById))
  const versions = page.rows.map((row) => ({ ...row, createdBy: people.get(row.createdById) ?? row.createdById }))
  return { versions, next: page.next }
}

/** One version by manifest and number, or by its own id, with text and normalised form. Throws `not_found`. */
export async function getVersion(actor: Actor, which: { manifestId: string; version: number } | { id: string }) {
  authorise(actor, 'manifest:read')
  const version = await db.manifestVersion.findFirst({
    where: { tenantId: actor.tenantId, ...which },
    include: { manifest: { select: { name: true, latestVersion: true, archivedAt: true } }, source: true },
  })
  if (!version) throw notFound('manifest version')
  const people = await emailsOf([version.createdById])
  return {
    ...version,
    normalised: normalisedManifestSchema.parse(version.normalised),
    createdBy: people.get(version.createdById) ?? version.createdById,
  }
}

/** The actor's own drafts, last touched first, with the name each would have; never anybody else's. */
export async function listDrafts(actor: Actor) {
  authorise(actor, 'manifest:read')
  const drafts = await db.draft.findMany({
    where: { tenantId: actor.tenantId, userId: actor.userId },
    select: { id: true, manifestId: true, text: true, updatedAt: true },
    orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
    take: 20,
  })
  return drafts.map(({ text, ...draft }) => ({ ...draft, name: nameIn(text) }))
}

/** The name a text gives its manifest, also when the rest is not well-formed yet. Each line is read once. */
function nameIn(text: string): string | undefined {
  return /^[ \t]*["']?name["']?[ \t]*:[ \t]*["']?([\w.-]{1,63})/m.exec(text)?.[1]
}

/** A draft of the actor's own with its source, by its id or by the manifest it is for; undefined when there is none. */
export async function findDraft(actor: Actor, which: { id: string } | { manifestId: string }) {
  authorise(actor, 'manifest:read')
  const { tenantId, userId } = actor
  const draft = await db.draft.findFirst({ where: { tenantId, userId, ...which } })
  if (!draft) return undefined
  const source = draft.sourceDigest
    ? await db.source.findFirst({ where: { tenantId, digest: draft.sourceDigest } })
    : null
  return { ...draft, source }
}

/** The same; throws `not_found` when there is none. */
export async function getDraft(actor: Actor, which: { id: string } | { manifestId: string }) {
  const draft = await findDraft(actor, which)
  if (!draft) throw notFound('draft')
  return draft
}
