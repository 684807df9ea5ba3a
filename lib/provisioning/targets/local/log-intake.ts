import crypto from 'node:crypto'
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { byShape, type Redactor, type StreamRedactor } from '#lib/telemetry/redact.ts'

/** What one invocation may log. Lambda has no such limit and bills it; here it guards the database. */
const MAX_LOG_BYTES = 256 * 1024
const MAX_LINE_BYTES = 16 * 1024

type OnLine = (line: string, channel: 'function' | 'platform') => void

/** Passes lines on up to a limit, and makes the digest of what it kept. */
export type LogMeter = {
  /** Adds a line of the process. */
  add(line: string): void
  /** Adds a line of the platform's own. */
  say(line: string): void
  /** Whether a line since the beginning matched. */
  saw(pattern: RegExp): boolean
  /** `sha256:…` over the lines kept, each ended by a newline. Call once, after the last line. */
  digest(): string
}

export type LogIntake = Pick<LogMeter, 'say' | 'saw'> & {
  /** Lets what was written before now arrive, then closes; returns `sha256:…` over the lines kept. Safe to call twice. */
  close(): Promise<string>
}

/**
 * A meter that passes on what fits; what is beyond the limit is dropped, and a notice says so. Lines of the process come
 * to it without secrets; those of the platform's own may repeat what the process said, so they are redacted here.
 */
export function openLogMeter(onLine: OnLine, redactor: Redactor = byShape): LogMeter {
  const hash = crypto.createHash('sha256')
  let kept = 0
  let dropped = 0
  let recent = ''

  const pass = (line: string, channel: 'function' | 'platform') => {
    hash.update(`${line}\n`)
    onLine(line, channel)
  }
  return {
    add(text) {
      const line = text.length > MAX_LINE_BYTES ? `${text.slice(0, MAX_LINE_BYTES)} … (line cut)` : text
      const size = Buffer.byteLength(line) + 1
      recent = `${recent.slice(-2000)}\n${line.slice(0, 2000)}`
      if (kept + size > MAX_LOG_BYTES) {
        if (!dropped) pass(`The log is full at ${MAX_LOG_BYTES / 1024} KiB; the rest is dropped.`, 'platform')
        dropped += size
        return
      }
      kept += size
      pass(line, 'function')
    },
    say: (line) => pass(redactor.text(line), 'platform'),
    saw: (pattern) => pattern.test(recent),
    digest() {
      if (dropped) pass(`Dropped ${Math.ceil(dropped / 1024)} KiB of log.`, 'platform')
      return `sha256:${hash.digest('hex')}`
    },
  }
}

/**
 * Cuts what a process writes into lines and passes them on, up to a limit; what is beyond it is read and dropped, so
 * that the process neither blocks nor fills the database. Secrets are masked before anything is cut to size.
 */
export function takeLog(streams: Readable[], onLine: OnLine, redactor: Redactor = byShape): LogIntake {
  const meter = openLogMeter(onLine, redactor)
  let closed: Promise<string> | undefined
  const readers = streams.map((stream) => lineReader(stream, meter.add, { redactor }))
  return {
    say: meter.say,
    saw: meter.saw,
    close() {
      closed ??= (async () => {
        await quiet(readers)
        for (const reader of readers) reader.detach()
        return meter.digest()
      })()
      return closed
    },
  }
}

export type LineReader = { received(): number; detach(): void }

/** Cuts a stream into lines; a last one without an end comes when it is detached. With a redactor, without secrets. */
export function lineReader(
  stream: Readable,
  add: (line: string) => void,
  { longest = MAX_LINE_BYTES, redactor }: { longest?: number; redactor?: Redactor } = {},
): LineReader {
  const decoder = new TextDecoder()
  const masked: StreamRedactor = redactor?.stream() ?? ((text) => text)
  let rest = ''
  let received = 0
  const take = (chunk: Buffer) => {
    received += chunk.length
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) add(masked(line))
    // A flood without a newline must not be held either.
    if (rest.length > longest) {
      const piece = masked(rest, true)
      if (piece) add(piece)
      rest = ''
    }
  }
  stream.on('data', take)
  return {
    received: () => received,
    detach() {
      stream.off('data', take)
      const last = masked(rest)
      if (last) add(last)
      // Between invocations nobody listens, but the pipe must not fill up.
      stream.resume()
    },
  }
}

/** Waits until two turns of the event loop brought nothing new: what was in the pipes is then read. */
export async function quiet(readers: LineReader[]): Promise<void> {
  const total = () => readers.reduce((sum, reader) => sum + reader.received(), 0)
  for (let still = 0, before = total(); still < 2; ) {
    await new Promise((resolve) => setImmediate(resolve))
    still = total() === before ? still + 1 : 0
    before = total()
  }
}

/** Passes on the lines of a stream until it ends, however it does; a flood without a newline comes in pieces. */
export async function sayLines(stream: Readable, say: (line: string) => void): Promise<void> {
  const reader = lineReader(stream, (line) => say(line.replace(/\r$/, '')), { redactor: byShape })
  await finished(stream, { writable: false }).catch(() => undefined)
  reader.detach()
}
