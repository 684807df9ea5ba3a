import { readFile, stat } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { parseSeries } from './series.mjs'

/**
 * Follows a file of prices: looks at it every `everySeconds` and reads it again when it has changed. What could not be
 * read leaves the last good series in force, and the state says so.
 */
export async function openFeed(file, { everySeconds, signal }) {
  let series
  let state = { looks: 0, changed: 0, symbols: 0, prices: 0 }
  let seen = ''

  const look = async () => {
    const { mtimeMs, size } = await stat(file)
    const version = `${mtimeMs} ${size}`
    state = { ...state, looks: state.looks + 1, fault: undefined }
    if (version === seen) return
    series = parseSeries(await readFile(file, 'utf8'))
    seen = version
    const prices = [...series.values()].reduce((sum, list) => sum + list.length, 0)
    state = { ...state, changed: state.changed + 1, symbols: series.size, prices }
    console.log(`${prices} prices of ${series.size} symbols`)
  }

  await look()
  const follow = async () => {
    while (!signal.aborted) {
      await pause(everySeconds * 1000, undefined, { signal, ref: false }).catch(() => undefined)
      if (signal.aborted) return
      await look().catch((error) => {
        state = { ...state, fault: error.message }
        console.error(`the series could not be read: ${error.message}`)
      })
    }
  }
  void follow()
  return { series: () => series, state: () => state }
}
