import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { log } from '#lib/log.ts'
import { sandboxesFolder } from './layout.ts'
import { killTree, startOf } from './process-tree.ts'

const processSchema = z.object({ pid: z.number().int(), start: z.string().optional() })
const noteSchema = z.object({ sandbox: processSchema, worker: processSchema })
type ProcessNote = z.infer<typeof processSchema>

const NOTE = 'owner.json'
const self: ProcessNote = { pid: process.pid, start: startOf(process.pid) }

/** Leaves word of who runs in a sandbox's folder, for the worker that comes after a crash. */
export function noteOwner(root: string, sandbox: ProcessNote): void {
  fs.writeFileSync(path.join(root, NOTE), JSON.stringify({ sandbox, worker: self }), { mode: 0o600 })
}

/** Whether this very process still lives; a pid alone may have been given to another since. */
function lives({ pid, start }: ProcessNote): boolean {
  const now = startOf(pid)
  return now !== undefined && now === start
}

/**
 * Ends the sandboxes whose worker is gone and removes their folders. Returns how many.
 * A folder without word of its owner is left alone while it is young: its worker may be just making it.
 */
export function reapSandboxes(): number {
  let reaped = 0
  for (const name of fs.existsSync(sandboxesFolder()) ? fs.readdirSync(sandboxesFolder()) : []) {
    const root = path.join(sandboxesFolder(), name)
    const note = readNote(root)
    if (note ? lives(note.worker) : isYoung(root)) continue
    if (note && lives(note.sandbox)) killTree(note.sandbox.pid)
    fs.rmSync(root, { recursive: true, force: true })
    reaped++
  }
  if (reaped) log.warn({ reaped }, 'removed sandboxes that a dead worker left')
  return reaped
}

function readNote(root: string): z.infer<typeof noteSchema> | undefined {
  try {
    return noteSchema.parse(JSON.parse(fs.readFileSync(path.join(root, NOTE), 'utf8')))
  } catch {
    return undefined
  }
}

const YOUNG_MS = 60_000
function isYoung(root: string): boolean {
  const stat = fs.statSync(root, { throwIfNoEntry: false })
  return stat !== undefined && Date.now() - stat.mtimeMs < YOUNG_MS
}
