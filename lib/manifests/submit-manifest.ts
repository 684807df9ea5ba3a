import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db, type Tx, transaction, violatedConstraint } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { manifestDigest } from './manifest-digest.ts'
import { parseManifest } from './parse-manifest.ts'
import type { NormalisedManifest, submission } from './schema.ts'

export type Submission = z.output<typeof submission>

export type SubmittedVersion = {
  /** Id of the version. */
  id: string
  manifestId: string
  version: number
  digest: string
  /** False when the same manifest and source had been submitted before. */
  created: boolean
}

type Checked = Submission & { normalised: NormalisedManifest; digest: string }

/** Two people rarely submit the same manifest in one instant; more than this many in a row is something else. */
const MAX_TRIES = 5

/**
 * Makes an immutable version of a manifest: of the one by that name, or of a new one. The same manifest with the same
 * source again answers with the version that exists. Submitting an archived manifest restores it.
 * Throws `invalid_manifest` with every fault, `not_found` for a source or manifest id, `forbidden`, `conflict`.
 */
export async function submitManifest(actor: Actor, submitted: Submission): Promise<SubmittedVersion> {
  authorise(actor, 'manifest:write')
  const checked = check(submitted)
  await checkReferences(actor, checked)
  for (let tries = 1; tries <= MAX_TRIES; tries++) {
    try {
      const stored = await transaction((tx) => store(tx, actor, checked))
      if (stored) return stored
    } catch (error) {
      if (violatedConstraint(error) === undefined) throw error
    }
  }
  throw new BareCountError('conflict', 'Others are submitting this manifest at the same time.', {
    remedy: 'Try again.',
  })
}

function check(submitted: Submission): Checked {
  const { faults, normalised } = parseManifest(submitted.text)
  if (normalised) return { ...submitted, normalised, digest: manifestDigest(normalised) }
  const count = faults.length === 1 ? 'a fault' : `${faults.length} faults`
  const remedy = 'Correct the places named and submit again; nothing was stored.'
  throw new BareCountError('invalid_manifest', `The manifest has ${count}.`, { faults, remedy })
}

async function checkReferences(actor: Actor, { manifestId, sourceDigest, normalised, text }: Checked): Promise<void> {
  const { tenantId } = actor
  if (sourceDigest !== undefined && !(await db.source.findFirst({ where: { tenantId, digest: sourceDigest } }))) {
    throw notFound('source')
  }
  if (manifestId === undefined) return
  const manifest = await db.manifest.findFirst({ where: { tenantId, id: manifestId }, select: { name: true } })
  if (!manifest) throw notFound('manifest')
  if (manifest.name === normalised.metadata.name) return
  const line = text.split('\n').findIndex((row) => /^\s+["']?name["']?\s*:/.test(row)) + 1
  const fault = {
    path: 'metadata.name',
    ...(line > 0 && { line }),
    message: `This manifest is called ${manifest.name}; a manifest keeps its name.`,
    remedy: `Write ${manifest.name}, or submit it as a new manifest.`,
  }
  throw new BareCountError('invalid_manifest', fault.message, { faults: [fault], remedy: fault.remedy })
}

/** Undefined when somebody else's submission came between reading and writing. */
async function store(tx: Tx, actor: Actor, checked: Checked): Promise<SubmittedVersion | undefined> {
  const { tenantId } = actor
  const { normalised, digest, text } = checked
  const sourceDigest = checked.sourceDigest ?? null
  const { runner, metadata } = normalised
  const shape = { runnerClass: runner.class, size: runner.size, profile: runner.network_profile }
  const manifest =
    (await tx.manifest.findFirst({ where: { tenantId, name: metadata.name } })) ??
    (await tx.manifest.create({
      data: { tenantId, id: newId('manifest'), name: metadata.name, ...described(metadata), ...shape },
    }))
  if (checked.draftId) {
    await tx.draft.deleteMany({ where: { tenantId, id: checked.draftId, userId: actor.userId } })
  }
  const same = await tx.manifestVersion.findFirst({
    where: { tenantId, manifestId: manifest.id, digest, sourceDigest },
  })
  if (same && !manifest.archivedAt) return answer(same, false)
  const version = same?.version ?? manifest.latestVersion + 1
  const { count } = await tx.manifest.updateMany({
    where: { tenantId, id: manifest.id, latestVersion: manifest.latestVersion },
    data: {
      ...(same ? {} : { ...described(metadata), ...shape, latestVersion: version }),
      updatedAt: new Date(),
      archivedAt: null,
    },
  })
  if (count === 0) return undefined
  const row =
    same ??
    (await tx.manifestVersion.create({
      data: {
        tenantId,
        id: newId('manifestVersion'),
        manifestId: manifest.id,
        version,
        digest,
        sourceDigest,
        text,
        normalised,
        ...shape,
        createdById: actor.userId,
      },
    }))
  await appendEvidence(tx, {
    kind: 'manifest.submitted',
    actor,
    result: 'succeeded',
    manifestId: manifest.id,
    manifest: metadata.name,
    version,
    digest,
    sourceDigest: checked.sourceDigest,
    class: runner.class,
    size: runner.size,
    profile: runner.network_profile,
    subjectDigests: [{ name: `${metadata.name} v${version}`, sha256: digest }],
  })
  return answer(row, !same)
}

function described({ pipeline, owner }: NormalisedManifest['metadata']) {
  return { pipeline, owner }
}

function answer(row: { id: string; manifestId: string; version: number; digest: string }, created: boolean) {
  const { id, manifestId, version, digest } = row
  return { id, manifestId, version, digest, created }
}
