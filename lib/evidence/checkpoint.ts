import type { KeyObject } from 'node:crypto'
import { BareCountError } from '../errors.ts'
import { openNote, signNote } from './signed-note.ts'

/** A tree head: how many leaves, and the root over them. */
export type TreeHead = { size: number; root: Buffer }

/**
 * The name of a tenant's log. It holds no address of the installation, so that it stays the same log when the portal
 * moves. Source: c2sp.org/tlog-checkpoint v1.0.0, "origin".
 */
export function originOf(tenantId: string): string {
  return `barecount.io/evidence/${tenantId}`
}

/** A signed checkpoint of a tenant's log. The caller has shown that it continues the one before. */
export function signCheckpoint(tenantId: string, { size, root }: TreeHead, key: KeyObject): string {
  const origin = originOf(tenantId)
  return signNote(`${origin}\n${size}\n${root.toString('base64')}\n`, origin, key)
}

/** The tree head of a checkpoint signed for the tenant's log. Throws `evidence_invalid`. */
export function openCheckpoint(tenantId: string, note: string, key: KeyObject): TreeHead {
  const origin = originOf(tenantId)
  const [named, size, root, ...rest] = openNote(note, origin, key).split('\n')
  const hashed = Buffer.from(root ?? '', 'base64')
  if (named !== origin || !/^(0|[1-9]\d{0,15})$/.test(size ?? '') || hashed.length !== 32 || rest.join('') !== '') {
    throw new BareCountError('evidence_invalid', `This is not a checkpoint of ${origin}.`)
  }
  return { size: Number(size), root: hashed }
}
