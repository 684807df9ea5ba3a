import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { IN_TOTO_PAYLOAD_TYPE, preAuthenticationEncoding } from '../artifacts/sign/dsse.ts'
import { db, unsafeDb } from '../db/client.ts'
import { openCheckpoint } from './checkpoint.ts'
import { logKey } from './log-key.ts'
import { latestCheckpoint } from './log-store.ts'
import { EMPTY_ROOT, leafHash, nodeHash } from './merkle.ts'
import { leafBytes } from './rekor-entry.ts'

const PAGE = 1000
const PROBLEMS_TOLD = 20

export type LogCheck = {
  /** Events in the tree, and those that wait to be taken into it. */
  entries: number
  pending: number
  /** What is wrong, in sentences; empty for a log that is whole. */
  problems: string[]
}

type Leaf = {
  index: bigint
  evidenceId: string
  keyId: string
  signature: Uint8Array
  body: Uint8Array
  payload: Uint8Array | null
}

/**
 * Reads a tenant's whole log where it is stored and checks all that it promises: every event has one place, every leaf
 * is of the event's bytes as they are now and signed by a key of ours, the tree over them has the root of the newest
 * checkpoint, and that is signed by this installation.
 */
export async function checkLog(tenantId: string): Promise<LogCheck> {
  const problems: string[] = []
  const tell = (problem: string) => problems.length < PROBLEMS_TOLD && problems.push(problem)
  const keys = await publicKeys()
  const tree = new Roots()
  let next = 0
  for await (const leaf of leavesOf(tenantId)) {
    if (Number(leaf.index) !== next) tell(`Entry ${next} is missing.`)
    next = Number(leaf.index) + 1
    tree.add(leafHash(leaf.body))
    const problem = leafProblem(leaf, keys)
    if (problem) tell(`Entry ${leaf.index}, ${leaf.evidenceId}: ${problem}`)
  }
  const head = await latestCheckpoint(db, tenantId)
  if (head) {
    const signed = openCheckpoint(tenantId, head.note, logKey())
    if (signed.size !== next) tell(`The checkpoint is of ${signed.size} entries; there are ${next}.`)
    else if (!signed.root.equals(tree.root())) tell('The tree does not have the root that was signed.')
  } else if (next) tell('There are entries and no checkpoint.')
  const [events, pending] = await Promise.all([
    db.evidence.count({ where: { tenantId } }),
    unsafeDb.evidencePending.count({ where: { tenantId } }),
  ])
  if (events !== next + pending) tell(`There are ${events} events, ${next} entries and ${pending} that wait.`)
  return { entries: next, pending, problems }
}

async function publicKeys(): Promise<Map<string, KeyObject>> {
  const rows = await unsafeDb.signingKey.findMany({ select: { keyId: true, publicPem: true, purpose: true } })
  return new Map(rows.flatMap(({ keyId, publicPem }) => asKey(publicPem).map((key) => [keyId, key] as const)))
}

/** Keys of checkpoints are kept beside those of events, in a form of their own. */
function asKey(pem: string): KeyObject[] {
  return pem.startsWith('-----BEGIN') ? [createPublicKey(pem)] : []
}

function leafProblem({ keyId, signature, body, payload }: Leaf, keys: Map<string, KeyObject>): string | undefined {
  if (!payload) return 'its event is not there.'
  const key = keys.get(keyId)
  if (!key) return `its key ${keyId} is unknown.`
  const publicKeyDer = key.export({ type: 'spki', format: 'der' })
  if (!leafBytes({ payload, signature, publicKeyDer }).equals(body)) return 'it is not the event as it is stored.'
  const signed = preAuthenticationEncoding(IN_TOTO_PAYLOAD_TYPE, payload)
  return verify('sha256', signed, key, signature) ? undefined : 'its signature is not of its key.'
}

async function* leavesOf(tenantId: string): AsyncGenerator<Leaf> {
  for (let after = -1n; ; ) {
    // Raw, because leaf and event are joined by a key that is no relation.
    const rows = await unsafeDb.$queryRaw<Leaf[]>`
      select l.index, l."evidenceId", l."keyId", l.signature, l.body, e.payload
        from "EvidenceLeaf" l left join "Evidence" e on e."tenantId" = l."tenantId" and e.id = l."evidenceId"
       where l."tenantId" = ${tenantId} and l.index > ${after}
       order by l.index limit ${PAGE}`
    yield* rows
    const last = rows.at(-1)
    if (!last) return
    after = last.index
  }
}

/** The root over leaves as they come, holding one hash a level: RFC 6962, section 2.1. */
class Roots {
  private readonly open: { hash: Buffer; height: number }[] = []

  add(hash: Buffer): void {
    let node = { hash, height: 0 }
    for (let last = this.open.at(-1); last?.height === node.height; last = this.open.at(-1)) {
      this.open.pop()
      node = { hash: nodeHash(last.hash, node.hash), height: node.height + 1 }
    }
    this.open.push(node)
  }

  root(): Buffer {
    return (
      this.open.reduceRight<Buffer | undefined>(
        (right, { hash }) => (right ? nodeHash(hash, right) : hash),
        undefined,
      ) ?? EMPTY_ROOT
    )
  }
}
