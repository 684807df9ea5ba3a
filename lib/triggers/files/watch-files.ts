import { createHash } from 'node:crypto'
import { db } from '../../db/client.ts'
import { log } from '../../log.ts'
import { storageRoot } from '../../provisioning/targets/local/local-primitives.ts'
import { type ClaimedTrigger, claimTriggers, releaseTrigger } from '../claim-triggers.ts'
import { QUEUE_IS_FULL, roomIn } from '../room-in.ts'
import { heldByPause, startBatch } from '../start-batch.ts'
import { readContent } from './read-content.ts'
import { type SeenFile, walkFiles } from './walk-files.ts'

const BATCH = 250
/** A file that changed within this time may still be being written. */
const SETTLED_MS = 2000
/** The clock of a disk is coarse, and not the one of the database. */
const SKEW_MS = 1000
/** A look at a trigger ends after this, so that others have their turn; the next goes on from there. */
const LOOK_MS = 2000
const AGAIN_MS = 1000
const REFUSED_MS = 60_000
/** A folder is looked through a quarter of the time at most, however large it is. */
const REST = 3
const MOST_OPEN = 100

type Sweep = { files: AsyncGenerator<SeenFile>; spent: number }

/** Where this process stands in each folder. It may forget: what has started a run is in the database. */
const sweeps = new Map<string, Sweep>()

/**
 * Starts a run for every file that has arrived below the prefix of a trigger since it was made. A file counts once for
 * each of its versions, by path, size and time of change; that and the run are one transaction. Returns how many files
 * became runs.
 */
export async function watchFiles(now = new Date()): Promise<number> {
  let started = 0
  const claimed = await claimTriggers('file_arrival', now)
  // Most likely another worker goes on with the others: their folders are not held open here.
  if (sweeps.size > MOST_OPEN)
    for (const id of sweeps.keys()) if (!claimed.some((one) => one.id === id)) await forget(id)
  for (const trigger of claimed) {
    started += await look(trigger).catch(async (error: unknown) => {
      await forget(trigger.id)
      log.error({ err: error, trigger: trigger.id }, 'arrived files could not be looked for')
      const heldBack = 'The folder could not be read; the log of the worker says why.'
      await releaseTrigger(trigger, { nextAt: soon(REFUSED_MS), heldBack })
      return 0
    })
  }
  return started
}

async function look(trigger: ClaimedTrigger): Promise<number> {
  const paused = await heldByPause(trigger)
  if (paused) {
    await releaseTrigger(trigger, { nextAt: soon(AGAIN_MS), heldBack: paused })
    return 0
  }
  const storage = await storageOf(trigger)
  const sweep = sweeps.get(trigger.id) ?? { files: walkFiles(storage, trigger.prefix ?? ''), spent: 0 }
  sweeps.set(trigger.id, sweep)
  const began = Date.now()
  let started = 0
  while (Date.now() - began < LOOK_MS) {
    const room = await roomIn(trigger.tenantId, trigger.runnerId)
    if (room <= 0) {
      await releaseTrigger(trigger, { nextAt: soon(AGAIN_MS), heldBack: QUEUE_IS_FULL })
      return started
    }
    const { files, done } = await nextFiles(trigger, sweep, Math.min(room, BATCH))
    const fresh = await notSeen(trigger, files)
    const refusal = fresh.length ? await startForFiles(trigger, storage, fresh) : undefined
    if (refusal) {
      // From the start, for what was read and not begun.
      await forget(trigger.id)
      await releaseTrigger(trigger, { nextAt: soon(REFUSED_MS), heldBack: refusal })
      return started
    }
    started += fresh.length
    if (!done) continue
    await forget(trigger.id)
    const spent = sweep.spent + Date.now() - began
    await releaseTrigger(trigger, { nextAt: soon(Math.max(AGAIN_MS, spent * REST)) })
    return started
  }
  sweep.spent += Date.now() - began
  await releaseTrigger(trigger, { nextAt: new Date() })
  return started
}

/** Ends a look through a folder; the next one begins anew. */
async function forget(triggerId: string): Promise<void> {
  const sweep = sweeps.get(triggerId)
  sweeps.delete(triggerId)
  await sweep?.files.return(undefined)
}

type Version = SeenFile & { version: Buffer }

/** Up to `limit` files that have arrived and settled, further on in the folder. */
async function nextFiles({ createdAt }: ClaimedTrigger, sweep: Sweep, limit: number) {
  const files: Version[] = []
  for (;;) {
    const next = await sweep.files.next()
    if (next.done) return { files, done: true }
    const { changedAt } = next.value
    if (changedAt.getTime() < createdAt.getTime() - SKEW_MS || Date.now() - changedAt.getTime() < SETTLED_MS) continue
    files.push({ ...next.value, version: versionOf(next.value) })
    if (files.length === limit) return { files, done: false }
  }
}

function versionOf({ name, bytes, modifiedAt }: SeenFile): Buffer {
  return createHash('sha256').update(`${name}\n${bytes}\n${modifiedAt.getTime()}`).digest()
}

async function notSeen({ tenantId, id: triggerId }: ClaimedTrigger, files: readonly Version[]): Promise<Version[]> {
  if (!files.length) return []
  const seen = await db.fileArrival.findMany({
    where: { tenantId, triggerId, version: { in: files.map(({ version }) => new Uint8Array(version)) } },
    select: { version: true },
  })
  const known = new Set(seen.map(({ version }) => Buffer.from(version).toString('hex')))
  return files.filter(({ version }) => !known.has(version.toString('hex')))
}

async function startForFiles(trigger: ClaimedTrigger, storage: string, files: readonly Version[]) {
  const { tenantId, id: triggerId } = trigger
  const arrived = []
  for (const file of files) {
    const { name, bytes, modifiedAt, version } = file
    const content = await readContent(storage, file)
    const input = { path: name, bytes, modifiedAt: modifiedAt.toISOString(), ...(content !== undefined && { content }) }
    arrived.push({ token: `file:${triggerId}:${version.toString('hex')}`, input })
  }
  return startBatch(trigger, 'file_arrival', arrived, async (tx) => {
    const rows = files.map(({ version }) => ({ tenantId, triggerId, version: new Uint8Array(version) }))
    await tx.fileArrival.createMany({ data: rows, skipDuplicates: true })
    await tx.trigger.updateMany({ where: { tenantId, id: triggerId }, data: { lastAt: new Date(), heldBack: null } })
  })
}

/** The folder in which files arrive for a runner: the storage of its environment and profile. */
async function storageOf({ tenantId, runnerId, environmentId }: ClaimedTrigger): Promise<string> {
  const runner = await db.runner.findFirst({
    where: { tenantId, id: runnerId },
    select: { profile: true, environment: { select: { name: true } } },
  })
  if (!runner) throw new Error(`The runner ${runnerId} is not in the catalog.`)
  return storageRoot({
    tenantId,
    environment: { id: environmentId, name: runner.environment.name },
    profile: runner.profile,
  })
}

const soon = (ms: number) => new Date(Date.now() + ms)
