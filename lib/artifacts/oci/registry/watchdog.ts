import { type Readable, Transform } from 'node:stream'

export type Watchdog = {
  /** Aborts after too much silence, and when the caller's own signal does. */
  signal: AbortSignal
  /** Something moved. */
  feed(): void
  /** Passes a stream on, taking each part for a sign of life; with `last`, its end is the end of the watch. */
  watch(stream: Readable, last?: boolean): Readable
  stop(): void
  /** Whether it was silence that ended it. */
  barked(): boolean
}

/** Ends an exchange in which nothing has moved for `ms`: how long the whole takes does not matter. */
export function watchdog(ms: number, outer?: AbortSignal): Watchdog {
  const silence = new AbortController()
  const bark = () => silence.abort(new Error(`nothing came for ${ms / 1000} s`))
  let timer = setTimeout(bark, ms)
  const stop = () => clearTimeout(timer)
  const feed = () => {
    stop()
    if (!silence.signal.aborted) timer = setTimeout(bark, ms)
  }
  return {
    signal: outer ? AbortSignal.any([silence.signal, outer]) : silence.signal,
    feed,
    stop,
    barked: () => silence.signal.aborted,
    watch(stream, last = false) {
      const through = new Transform({
        transform(chunk, _encoding, done) {
          feed()
          done(null, chunk)
        },
      })
      stream.on('error', (error) => through.destroy(error))
      // Whoever reads it learns of a failure; one that comes before anybody does must not end the process.
      through.on('error', () => undefined)
      through.on('close', () => {
        if (last) stop()
        stream.destroy()
      })
      return stream.pipe(through)
    },
  }
}
