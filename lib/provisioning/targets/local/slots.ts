import type { BareCountError } from '#lib/errors.ts'

/** What one runner may do at once: places taken, and those who wait for one. */
export type Slots = { busy: number; queue: (() => void)[] }

export type SlotRequest = {
  /** Places there are. */
  most: number
  /** Those who may wait. */
  waiting: number
  waitMs: number
  signal: AbortSignal
  /** The refusal, given why. */
  refusal(why: string): BareCountError
}

/** Takes a place, or waits for one. Throws the refusal when the queue is full or slow. */
export async function takeSlot(slots: Slots, { most, waiting, waitMs, signal, refusal }: SlotRequest): Promise<void> {
  if (slots.busy < most) {
    slots.busy++
    return
  }
  if (slots.queue.length >= waiting) throw refusal(`and ${waiting} more wait already`)
  await new Promise<void>((resolve, reject) => {
    const leave = (reason: unknown) => {
      const at = slots.queue.indexOf(take)
      if (at >= 0) slots.queue.splice(at, 1)
      done()
      reject(reason)
    }
    const take = () => {
      done()
      resolve()
    }
    const abort = () => leave(signal.reason)
    const timer = setTimeout(() => leave(refusal(`and none was free within ${waitMs / 1000} s`)), waitMs)
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
    }
    signal.addEventListener('abort', abort)
    slots.queue.push(take)
  })
}

/** Hands the place to the one that waited longest. */
export function freeSlot(slots: Slots): void {
  const next = slots.queue.shift()
  if (next) next()
  else slots.busy--
}
