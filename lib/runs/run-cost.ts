/** What a run used, as measured. */
export type RunUse = { durationMs: number; initMs: number; memoryMib: number }

/** Prices of one target; micro-dollars. */
export type RunRate = { perGibSecond: number; perRequest: number }

/** This host is paid for already: what runs on it costs nothing more. The use is measured all the same. */
export const localRate: RunRate = { perGibSecond: 0, perRequest: 0 }

/** GiB-seconds of a run: the memory it reserved for the time it had it, initialisation included. Pure. */
export function gibSeconds({ durationMs, initMs, memoryMib }: RunUse): number {
  return ((durationMs + initMs) / 1000) * (memoryMib / 1024)
}

/** Cost of a run in whole micro-dollars, rounded up. Pure. */
export function runCost(use: RunUse, rate: RunRate): bigint {
  return BigInt(Math.ceil(gibSeconds(use) * rate.perGibSecond + rate.perRequest))
}
