import { answer } from './answer.mjs'
import { openFeed } from './feed.mjs'
import { serveRuns } from './runtime.mjs'
import { serveState } from './state.mjs'

// Three things at once: follow the series, say over HTTP how that goes, and answer what is asked.
const stop = new AbortController()
const feed = await openFeed(new URL('./data/stocks.csv', import.meta.url), {
  everySeconds: Number(process.env.POLL_SECONDS ?? 15),
  signal: stop.signal,
})
const state = await serveState(feed, Number(process.env.STATE_PORT ?? 8080))
for (const name of ['SIGTERM', 'SIGINT']) process.once(name, () => stop.abort())

await serveRuns((request) => answer(feed.series(), request), {
  address: process.env.AWS_LAMBDA_RUNTIME_API,
  atOnce: Number(process.env.RUNS_AT_ONCE ?? 1),
  signal: stop.signal,
})
// What was under way has been answered by now.
state.close()
