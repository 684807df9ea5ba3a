import crypto from 'node:crypto'
import type { Readable } from 'node:stream'

/** What one invocation may log. Lambda has no such limit and bills it; here it guards the database. */
const MAX_LOG_BYTES = 256 * 1024
const MAX_LINE_BYTES = 16 * 1024

export type LogIntake = {
  /** Adds a line of the platform's own. */
  say(line: string): void
  /** Lets what was written before now arrive, then closes; returns `sha256:…` over the lines kept. Safe to call twice. */
  close(): Promise<string>
  /** Whether a line since the beginning matched. */
  saw(pattern: RegExp): boolean
}

/**
 * Cuts what a process writes into lines and passes them on, up to a limit; what is beyond it is read and dropped, so
 * that the process neither blocks nor fills the database. A notice says so.
 */
export function takeLog(
  streams: Readable[],
  onLine: (line: string, channel: 'function' | 'platform') => void,
): LogIntake {
  const hash = crypto.createHash('sha256')
  let kept = 0
  let dropped = 0
  let recent = ''
  let closed: Promise<string> | undefined

  const pass = (line: string, channel: 'function' | 'platform') => {
    hash.update(`${line}\n`)
    onLine(line, channel)
  }
  const add = (text: string) => {
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
  }

  const readers = streams.map((stream) => lineReader(stream, add))
  return {
    say: (line) => pass(line, 'platform'),
    saw: (pattern) => pattern.test(recent),
    close() {
      closed ??= (async () => {
        await quiet(readers)
        for (const reader of readers) reader.detach()
        if (dropped) pass(`Dropped ${Math.ceil(dropped / 1024)} KiB of log.`, 'platform')
        return `sha256:${hash.digest('hex')}`
      })()
      return closed
    },
  }
}

type LineReader = { received(): number; detach(): void }

function lineReader(stream: Readable, add: (line: string) => void): LineReader {
  const decoder = new TextDecoder()
  let rest = ''
  let received = 0
  const take = (chunk: Buffer) => {
    received += chunk.length
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) add(line)
    // A flood without a newline must not be held either.
    if (rest.length > MAX_LINE_BYTES) {
      add(rest)
      rest = ''
    }
  }
  stream.on('data', take)
  return {
    received: () => received,
    detach() {
      stream.off('data', take)
      if (rest) add(rest)
      // Between invocations nobody listens, but the pipe must not fill up.
      stream.resume()
    },
  }
}

/** Waits until two turns of the event loop brought nothing new: what was in the pipes is then read. */
async function quiet(readers: LineReader[]): Promise<void> {
  const total = () => readers.reduce((sum, reader) => sum + reader.received(), 0)
  for (let still = 0, before = total(); still < 2; ) {
    await new Promise((resolve) => setImmediate(resolve))
    still = total() === before ? still + 1 : 0
    before = total()
  }
}
