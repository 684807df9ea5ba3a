import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { homePath } from '../env.ts'
import { BareCountError } from '../errors.ts'
import { type AgentActor, refuseOtherBody } from './agent-actor.ts'
import { heldRun } from './held-run.ts'
import { MAX_FILE_BYTES } from './output-limits.ts'
import { stagedFile } from './output-staging.ts'

export type OutputFile = { runId: string; attempt: number; path: string; body: ReadableStream | null }

/**
 * Keeps one file that a run wrote, until the run ends; it becomes output with that. Sent again it replaces the first.
 * Throws `stale_attempt` when the run is not the agent's any more, `payload_too_large`, and `unauthenticated` when the
 * bytes are not those that were signed.
 */
export async function takeOutput(agent: AgentActor, file: OutputFile): Promise<{ path: string; size: number }> {
  const place = stagedFile({ agentId: agent.id, ...file }, file.path)
  if (!(await heldRun(agent, file.runId, file.attempt))) throw staleAttempt(file.runId)
  const incoming = homePath('agent-output', 'incoming')
  fs.mkdirSync(incoming, { recursive: true, mode: 0o700 })
  const draft = path.join(incoming, randomBytes(12).toString('hex'))
  const hash = createHash('sha256')
  let size = 0
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      hash.update(chunk)
      const tooLarge = size > MAX_FILE_BYTES
      done(tooLarge ? new BareCountError('payload_too_large', 'A file of a run is limited to 512 MiB.') : null, chunk)
    },
  })
  try {
    const source = file.body ? Readable.fromWeb(file.body as NodeStream<Uint8Array>) : Readable.from([])
    await pipeline(source, meter, fs.createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }))
    refuseOtherBody(agent, hash.digest('hex'))
    fs.mkdirSync(path.dirname(place), { recursive: true, mode: 0o700 })
    fs.renameSync(draft, place)
    return { path: file.path, size }
  } finally {
    fs.rmSync(draft, { force: true })
  }
}

/** The answer to a write of an attempt that does not hold its run any more. */
function staleAttempt(runId: string): BareCountError {
  return new BareCountError('stale_attempt', `This attempt does not hold the run ${runId} any more.`, {
    remedy: 'Drop what it did; another attempt carries the run out, or it has ended.',
  })
}
