import fs from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

const LOOK_MS = 200
/** Once it is read and larger than this, it is emptied: who writes appends, and goes on at its beginning. */
const EMPTY_BEYOND = 8 * 1024 * 1024
const MAX_LINE = 16 * 1024

/** Passes on the lines that another process appends to a file, until the signal aborts; then what is left. */
export async function followFile(
  file: string,
  say: (line: string) => void,
  { signal, fromEnd }: { signal: AbortSignal; fromEnd: boolean },
): Promise<void> {
  const decoder = new TextDecoder()
  let at = fromEnd ? (fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) : 0
  let rest = ''
  const take = () => {
    const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0
    if (size <= at) return
    const handle = fs.openSync(file, 'r')
    const chunk = Buffer.alloc(Math.min(size - at, 1024 * 1024))
    at += fs.readSync(handle, chunk, 0, chunk.length, at)
    fs.closeSync(handle)
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = (lines.pop() ?? '').slice(0, MAX_LINE)
    for (const line of lines) say(line.slice(0, MAX_LINE))
    if (at === size && size > EMPTY_BEYOND) {
      fs.truncateSync(file, 0)
      at = 0
    }
  }
  while (!signal.aborted) {
    take()
    await pause(LOOK_MS, undefined, { signal }).catch(() => undefined)
  }
  take()
  if (rest) say(rest)
}
