import { z } from 'zod'
import { getRunner } from '#lib/catalog/queries.ts'
import { route } from '#lib/http/route.ts'
import { destroyRunner } from '#lib/provisioning/destroy-runner.ts'

export const GET = route({
  summary: 'A runner by id, or by name@environment',
  permission: 'runner:read',
  params: z.object({ runnerId: z.string() }),
  handler: (actor, { params }) => getRunner(actor, params.runnerId),
})

export const DELETE = route({
  summary: 'Take a runner off its target; its runs and evidence stay',
  permission: 'runner:destroy',
  params: z.object({ runnerId: z.string() }),
  handler: async (actor, { params }) => {
    await destroyRunner(actor, params.runnerId)
    return { id: params.runnerId }
  },
})
