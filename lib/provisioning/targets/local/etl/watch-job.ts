import type { JobFailure } from '#lib/etl/job-failure.ts'
import type { JobShape } from '#lib/etl/plan-job.ts'
import type { EtlSpec } from '../../../target.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

const MEMORY_POLL_MS = 100

type Limits = { spec: Pick<EtlSpec, 'timeoutMs'>; shape: Pick<JobShape, 'memoryMib'>; signal: AbortSignal }

/** Waits for the process to end, and ends it at its limits. Undefined when it ended by itself. */
export async function watchJob(
  sandbox: Sandbox,
  { spec, shape, signal }: Limits,
): Promise<JobFailure | 'aborted' | undefined> {
  const { promise, resolve } = Promise.withResolvers<JobFailure | 'aborted' | undefined>()
  const time = setTimeout(() => {
    const reason = `The job did not finish within ${spec.timeoutMs / 1000} s and was ended. Finished partitions are kept.`
    resolve({ cause: 'timeout', reason })
  }, spec.timeoutMs)
  const memory = setInterval(() => {
    if (sandbox.memory('look').peak <= shape.memoryMib * 1024) return
    const reason = `The job used more than its ${shape.memoryMib} MiB and was ended. Split the work into more partitions, or choose a larger size.`
    resolve({ cause: 'out_of_memory', reason })
  }, MEMORY_POLL_MS)
  const abort = () => resolve('aborted')
  signal.addEventListener('abort', abort)
  if (signal.aborted) abort()
  void sandbox.exited.then(() => resolve(undefined))
  try {
    const stopped = await promise
    if (stopped) sandbox.kill()
    return stopped
  } finally {
    clearTimeout(time)
    clearInterval(memory)
    signal.removeEventListener('abort', abort)
  }
}
