import http from 'node:http'
import { openTestPortal } from '#agent/testing/portal.ts'
import { unsafeDb } from '#lib/db/client.ts'
import { makeTenant } from '#lib/db/testing/world.ts'
import { openLog } from '#lib/live/log-writer.ts'
import { startRun } from '#lib/runs/start-run.ts'
import { activeRunner } from '#lib/runs/testing/active-runner.ts'
import { createToken } from '#lib/tenancy/create-token.ts'
import { printFigure } from '#scripts/bench/print-figure.ts'

// How long a line takes from the function that wrote it to whoever follows the log: for one follower, for two hundred of
// the same log, each over a connection of its own, and for those while ten more read nothing at all.

const LINES = 200
const EVERY_MS = 20

const tenant = await makeTenant('bench')
const { runnerId } = await activeRunner(tenant)
const { secret } = await createToken(tenant.engineer, { name: 'tail', scopes: ['run:read'], days: 1 })
const portal = await openTestPortal()
const now = () => performance.timeOrigin + performance.now()

const one = await tail('a line to one follower', 1, 0)
await tail('a line to 200 followers of one log', 200, 0, one)
await tail('a line to 200 followers, 10 more that read nothing', 200, 10, one)
console.log(
  JSON.stringify({
    name: 'memory of the process at the end',
    n: 1,
    value: Math.round(process.memoryUsage.rss() / 2 ** 20),
    unit: 'MiB',
  }),
)
process.exit()

async function tail(name: string, followers: number, stuck: number, base?: number): Promise<number> {
  const { id } = await startRun(tenant.engineer, { runnerId, origin: 'manual' })
  const taken: number[] = []
  const all = Array.from({ length: followers }, () => follow(id, (ms) => taken.push(ms)))
  const idle = Array.from({ length: stuck }, () => connect(id))
  for (const { open } of all) await open
  const log = openLog({ tenantId: tenant.id, subjectId: id, channel: 'function', attempt: 1 })
  for (let n = 0; n < LINES; n++) {
    log.line(`${now()} ${'x'.repeat(100)}`)
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
  }
  await log.close()
  await Promise.all(all.map(({ done }) => done))
  for (const { request } of [...all, ...idle]) request.destroy()
  if (taken.length !== LINES * followers) throw new Error(`${taken.length} lines came of ${LINES * followers}.`)
  await unsafeDb.logChunk.deleteMany({ where: { tenantId: tenant.id } })
  return printFigure(
    name,
    taken.sort((a, b) => a - b),
    base,
    'one follower',
  )
}

function connect(id: string) {
  const agent = new http.Agent({ maxSockets: 1 })
  const headers = { authorization: `Bearer ${secret}` }
  const request = http.get(`${portal.url}/api/v1/runs/${id}/logs/stream`, { agent, headers })
  request.on('error', () => undefined)
  return { request }
}

/** Follows the log until all of its lines have come; tells how old each was. */
function follow(id: string, came: (ms: number) => void) {
  const { request } = connect(id)
  const [open, done] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let lines = 0
  request.on('response', (response) => {
    let rest = ''
    response.setEncoding('utf8').on('data', (text: string) => {
      const blocks = (rest + text).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        if (block.includes('event: state')) open.resolve()
        if (!block.includes('event: log')) continue
        const data = JSON.parse(block.slice(block.indexOf('data: ') + 6)) as { text: string }
        for (const line of data.text.split('\n')) {
          came(now() - Number(line.split(' ')[0]))
          if (++lines === LINES) done.resolve()
        }
      }
    })
  })
  return { request, open: open.promise, done: done.promise }
}
