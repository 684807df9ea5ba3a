import fs from 'node:fs'
import { forward } from '../forward.mjs'
import { handler as smokeTest } from '../smoke-test.mjs'
import { connectToHost } from './host-line.mjs'
import { openPythonEngine } from './python-engine.mjs'
import { openSqlEngine } from './sql-engine.mjs'

// The runtime of a managed ETL job: carries out the plan that the host wrote, one phase after the other, and tells the
// host of each step. Only what the host has taken over counts; it may end this process at any time.
const plan = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))
const host = await connectToHost(plan.socket)

try {
  if (plan.egress) await forward(plan.egress.port, plan.egress.socket)
  const engine = await (plan.job.language === 'sql' ? openSqlEngine(plan) : openPythonEngine(plan))
  host.tell({ kind: 'ready' })
  const spilled = setInterval(() => host.tell({ kind: 'spilled', bytes: engine.spilledBytes() }), 200)
  const answer = plan.builtin ? JSON.stringify(await smokeTest(plan.input)) : await carryOut(engine)
  clearInterval(spilled)
  if (engine.spilledBytes()) host.tell({ kind: 'spilled', bytes: engine.spilledBytes() })
  const { user, system } = process.cpuUsage()
  if (engine.inProcess) host.tell({ kind: 'worked', processorMs: Math.round((user + system) / 1000) })
  if (answer !== undefined) host.tell({ kind: 'answer', answer })
} catch (error) {
  host.tell({ kind: 'failed', failure: failureOf(error) })
}
await host.close()
// Native threads of the engine would keep the process.
process.exit(0)

/** All phases; undefined when a part failed, which the host has been told. */
async function carryOut(engine) {
  if (!(await step('prepare', () => engine.prepare()))) return undefined
  const waiting = [...plan.todo]
  let failed = false
  const work = async () => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
      const done = await step(`${index}`, () => engine.partition(index))
      failed ||= !done
    }
  }
  await Promise.all(Array.from({ length: plan.workers }, work))
  if (failed) return undefined
  const finished = await step('finish', () => engine.finish())
  return finished && (finished.answer ?? 'null')
}

/** One part: told when it begins and how it ended. The host has taken its file over when this resolves. */
async function step(part, run) {
  host.tell({ kind: 'running', part })
  const began = performance.now()
  try {
    const done = await run()
    await host.ask({ kind: 'done', part, rows: done?.rows ?? 0, ms: Math.round(performance.now() - began) })
    return done ?? {}
  } catch (error) {
    host.tell({ kind: 'part_failed', part, failure: failureOf(error) })
    return undefined
  }
}

function failureOf(error) {
  return { message: String(error?.message ?? error), ...(error?.line ? { line: error.line } : {}) }
}
