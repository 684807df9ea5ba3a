import type { KeyObject } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { homePath } from '../env.ts'
import { openCheckpoint, type TreeHead } from './checkpoint.ts'

const fileOf = (tenantId: string) => homePath('log', `${tenantId}.checkpoint`)

/**
 * The last checkpoint that was signed on this host, kept outside the database: a database put back to an earlier
 * state cannot make the log sign a second history. Undefined before the first. Throws `evidence_invalid` when the
 * file is not a checkpoint of ours.
 */
export function seenHead(tenantId: string, key: KeyObject): TreeHead | undefined {
  try {
    return openCheckpoint(tenantId, fs.readFileSync(fileOf(tenantId), 'utf8'), key)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Keeps `note` as the last one signed. Called after its commit, so that it never names a tree that is not there. */
export function rememberHead(tenantId: string, note: string): void {
  const file = fileOf(tenantId)
  const draft = `${file}.${process.pid}`
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  fs.writeFileSync(draft, note)
  fs.renameSync(draft, file)
}
