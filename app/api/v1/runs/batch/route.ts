import { route } from '#lib/http/route.ts'
import { startRunsInput } from '#lib/runs/schema.ts'
import { startRuns } from '#lib/runs/start-runs.ts'

export const POST = route({
  summary: 'Start up to 1,000 runs of one runner; answers item by item, in order',
  permission: 'run:start',
  body: startRunsInput,
  status: 202,
  async handler(actor, { body }) {
    const answers = await startRuns(actor, { ...body, origin: 'api' })
    const runs = answers.map((one) =>
      'refusal' in one ? { token: one.token, error: { code: one.refusal.code, message: one.refusal.message } } : one,
    )
    return { runs }
  },
})
