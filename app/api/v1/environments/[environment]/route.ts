import { z } from 'zod'
import { changeEnvironment } from '#lib/environments/change-environment.ts'
import { changeEnvironmentInput } from '#lib/environments/schema.ts'
import { route } from '#lib/http/route.ts'

export const PUT = route({
  summary: 'What an environment asks of what comes to it, and its variables',
  permission: 'environment:write',
  params: z.object({ environment: z.string().max(80) }),
  body: changeEnvironmentInput.omit({ name: true }),
  handler: (actor, { params, body }) => changeEnvironment(actor, { name: params.environment, ...body }),
})
