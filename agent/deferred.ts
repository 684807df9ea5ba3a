export type Deferred = { promise: Promise<void>; resolve(): void; reject(reason: unknown): void }

/** A promise that is settled from outside. That nobody waits for it is no fault. */
export function deferred(): Deferred {
  let settle: Pick<Deferred, 'resolve' | 'reject'> | undefined
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject }
  })
  promise.catch(() => undefined)
  return { promise, ...(settle as Pick<Deferred, 'resolve' | 'reject'>) }
}
