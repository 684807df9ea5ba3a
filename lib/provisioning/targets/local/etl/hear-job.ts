import path from 'node:path'
import { explainFailure, type JobFailure } from '#lib/etl/job-failure.ts'
import { PART_OF_CODE } from '#lib/telemetry/spans.ts'
import type { JobBoard } from './job-board.ts'
import type { JobMessage } from './job-line.ts'
import type { JobRun } from './run-job.ts'

/** Keeps what the runtime tells: on the board, in the checkpoints, in the log. */
export function hearJob(
  { job, checkpoints, options }: Pick<JobRun, 'job' | 'checkpoints' | 'options'>,
  board: JobBoard,
  parts: string,
) {
  const began = performance.now()
  const partsBegan = new Map<string, number>()
  const passed = (part: string, failed?: string) => {
    const from = partsBegan.get(part)
    const name = /^\d+$/.test(part) ? `partition ${part}` : part
    if (from !== undefined) options.onPart?.(`${PART_OF_CODE}${name}`, from, performance.now(), failed)
  }
  let failed: JobFailure | undefined
  const state = {
    readyMs: 0,
    spilledBytes: 0,
    processorMs: undefined as number | undefined,
    answer: undefined as string | undefined,
    say: (_line: string) => {},
    failure: () => failed ?? board.failure(),
    async deal(message: JobMessage): Promise<void> {
      switch (message.kind) {
        case 'ready':
          state.readyMs = performance.now() - began
          return
        case 'spilled':
          state.spilledBytes = Math.max(state.spilledBytes, message.bytes)
          return
        case 'worked':
          state.processorMs = message.processorMs
          return
        case 'answer':
          state.answer = message.answer
          return
        case 'failed':
          failed = explainFailure({ message: message.failure.message, line: message.failure.line ?? undefined }, job)
          return
        case 'running':
          board.set(message.part, { state: 'running' })
          partsBegan.set(message.part, performance.now())
          break
        case 'done':
          await takeOver(message)
          passed(message.part)
          break
        case 'part_failed': {
          const { message: text, line } = message.failure
          fail(message.part, explainFailure({ message: text, line: line ?? undefined }, job))
          passed(message.part, text)
        }
      }
      options.onProgress?.(board.progress())
    },
  }
  const fail = (part: string, failure: JobFailure) => {
    board.set(part, { state: 'failed', failure })
    const what = /^\d+$/.test(part) ? `Partition ${part}` : `@${part}`
    state.say(`${what} failed: ${failure.reason}`)
  }
  const takeOver = async ({ part, rows, ms }: Extract<JobMessage, { kind: 'done' }>) => {
    const index = board.openPartition(part)
    try {
      if (index !== undefined) {
        const name = checkpointName(index)
        await checkpoints.keep(index, path.join(parts, name), { rows, ms })
      }
      board.set(part, { state: 'done', rows, ms })
    } catch (error) {
      fail(part, explainFailure({ message: error instanceof Error ? error.message : String(error) }, job))
    }
  }
  const checkpointName = (index: number) => checkpoints.files[index] as string
  return state
}
