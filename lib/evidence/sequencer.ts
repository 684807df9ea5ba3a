import { setTimeout as pause } from 'node:timers/promises'
import { IN_TOTO_PAYLOAD_TYPE, preAuthenticationEncoding } from '../artifacts/sign/dsse.ts'
import { installationSigner } from '../artifacts/sign/key-file.ts'
import type { Signer } from '../artifacts/sign/signer.ts'
import { type Tx, transaction, unsafeDb, unsafeTx } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { notifyChange } from '../live/notify.ts'
import { log } from '../log.ts'
import { openCheckpoint, signCheckpoint, type TreeHead } from './checkpoint.ts'
import { logKey } from './log-key.ts'
import { latestCheckpoint, loadTiles, type NewLeaf, overTree, storeBatch } from './log-store.ts'
import { consistencyProof, EMPTY_ROOT, leafHash, rootHash, verifyConsistency } from './merkle.ts'
import { registerKeys } from './register-keys.ts'
import { leafBytes } from './rekor-entry.ts'
import { rememberHead, seenHead } from './seen-head.ts'
import { growTiles, openTiles, type TileSet, tilesFor } from './tiles.ts'

/** How long an event waits at most for its batch. A notification per event would serialise every commit instead. */
const BATCH_EVERY_MS = 100
/** Signing is a millisecond's work for ten events, on the thread that also serves the worker. */
const BATCH_SIZE = 500
const RETRY_MS = 2000

/** The channel subject under which watchers of the timeline hear that the log of a tenant has grown. */
const logSubject = (tenantId: string) => `log:${tenantId}`

/**
 * Takes pending events of every tenant into its log, up to `limit` a tenant: one transaction each, which signs them,
 * adds leaves and tiles, signs the checkpoint and removes them from the pending. Any number of processes may call it.
 * Returns how many were taken. Throws `evidence_invalid` rather than sign a log that contradicts what was signed.
 */
export async function integratePending({ limit = BATCH_SIZE }: { limit?: number } = {}): Promise<number> {
  const waiting = await unsafeDb.$queryRaw<{ tenantId: string }[]>`
    select distinct "tenantId" from (select "tenantId" from "EvidencePending" order by seq limit 10000) oldest`
  let taken = 0
  const failures: unknown[] = []
  for (const { tenantId } of waiting) {
    try {
      taken += await integrateTenant(tenantId, limit)
    } catch (error) {
      failures.push(error) // one tenant's broken log must not stop the others'
    }
  }
  if (failures.length) throw failures.length === 1 ? failures[0] : new AggregateError(failures)
  return taken
}

/** Integrates until `signal` aborts. Failures are logged and tried again: nothing is lost by waiting. */
export async function runSequencer(signal: AbortSignal): Promise<void> {
  await registerKeys()
  while (!signal.aborted) {
    const wait = await integratePending().then(
      (taken) => (taken >= BATCH_SIZE ? 0 : BATCH_EVERY_MS),
      (error: unknown) => {
        log.error({ err: error }, 'evidence could not be integrated')
        return RETRY_MS
      },
    )
    await pause(wait, undefined, { signal }).catch(() => undefined)
  }
}

async function integrateTenant(tenantId: string, limit: number): Promise<number> {
  const result = await transaction(async (tx) => {
    const [lock] = await unsafeTx(tx).$queryRaw<{ mine: boolean }[]>`
      select pg_try_advisory_xact_lock(hashtextextended(${`evidence:${tenantId}`}, 0)) as mine`
    if (!lock?.mine) return undefined
    const pending = await takePending(tx, tenantId, limit)
    if (!pending.length) return undefined
    const leaves = await signAll(installationSigner(), pending)
    const { head, tiles } = await trustedTree(tx, tenantId)
    const grown = growTiles(
      tiles,
      head.size,
      leaves.map((leaf) => leafHash(leaf.body)),
    )
    const next = nextHead(tiles, head, leaves.length)
    const note = signCheckpoint(tenantId, next, logKey())
    await storeBatch(unsafeTx(tx), tenantId, { leaves, tiles: grown, head: next, note })
    await notifyChange(tx, logSubject(tenantId))
    return { count: leaves.length, note }
  })
  if (!result) return 0
  rememberHead(tenantId, result.note)
  return result.count
}

type Pending = { evidenceId: string; payload: Uint8Array }

/** Removes events from the pending and hands them over; they stay pending if the transaction does not commit. */
async function takePending(tx: Tx, tenantId: string, limit: number): Promise<Pending[]> {
  return unsafeTx(tx).$queryRaw<Pending[]>`
    with taken as (
      delete from "EvidencePending" where seq in (
        select seq from "EvidencePending" where "tenantId" = ${tenantId} order by seq limit ${limit}
      ) returning seq, "evidenceId"
    )
    select taken."evidenceId", e.payload from taken
    join "Evidence" e on e."tenantId" = ${tenantId} and e.id = taken."evidenceId"
    order by taken.seq`
}

async function signAll(signer: Signer, pending: readonly Pending[]): Promise<NewLeaf[]> {
  return Promise.all(
    pending.map(async ({ evidenceId, payload }) => {
      const signature = await signer.sign(preAuthenticationEncoding(IN_TOTO_PAYLOAD_TYPE, payload))
      const body = leafBytes({ payload, signature, publicKeyDer: signer.publicKeyDer })
      return { evidenceId, keyId: signer.keyId, signature, body }
    }),
  )
}

/**
 * The present head of the log and the tiles to go on from. Throws `evidence_invalid` unless its checkpoint is signed
 * by us, the stored tree has its root, and it continues the last tree that this host has signed.
 */
async function trustedTree(tx: Tx, tenantId: string): Promise<{ head: TreeHead; tiles: TileSet }> {
  const key = logKey()
  const stored = await latestCheckpoint(tx, tenantId)
  const head = stored ? openCheckpoint(tenantId, stored.note, key) : { size: 0, root: EMPTY_ROOT }
  const ofRoot = tilesFor((read) => rootHash(read, head.size))
  const tiles = await loadTiles(unsafeTx(tx), tenantId, [...ofRoot, ...openTiles(head.size)])
  if (!rootHash(tiles.reader, head.size).equals(head.root)) throw broken(tenantId, 'its tiles do not have its root')
  const seen = seenHead(tenantId, key)
  if (seen && seen.size > head.size) throw broken(tenantId, `it has ${head.size} entries, and had ${seen.size} before`)
  if (seen && !(seen.size === head.size && seen.root.equals(head.root))) {
    const proof = await overTree(tenantId, (read) => consistencyProof(read, seen.size, head.size), tx)
    if (!verifyConsistency(seen.size, head.size, proof, seen.root, head.root)) {
      throw broken(tenantId, 'its past is not what was signed')
    }
  }
  return { head, tiles }
}

/** The head after `added` leaves, shown to continue `head` by the same check that anybody outside can make. */
function nextHead(tiles: TileSet, head: TreeHead, added: number): TreeHead {
  const size = head.size + added
  const root = rootHash(tiles.reader, size)
  const proof = consistencyProof(tiles.reader, head.size, size)
  if (!verifyConsistency(head.size, size, proof, head.root, root)) {
    throw new BareCountError('evidence_invalid', 'The grown log does not continue the one before.')
  }
  return { size, root }
}

function broken(tenantId: string, why: string): BareCountError {
  return new BareCountError('evidence_invalid', `The evidence log of ${tenantId} is not signed any further: ${why}.`, {
    remedy: 'Compare the database with its backups and with exported packs. Events are kept and wait.',
  })
}
