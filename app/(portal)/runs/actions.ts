'use server'

import { z } from 'zod'
import { action } from '#lib/http/action.ts'
import { cancelRun } from '#lib/runs/cancel-run.ts'
import { startRunInput } from '#lib/runs/schema.ts'
import { startRun } from '#lib/runs/start-run.ts'

export const startRunAction = action({
  permission: 'run:start',
  input: startRunInput,
  handler: (actor, input) => startRun(actor, { ...input, origin: 'manual' }),
})

export const cancelRunAction = action({
  permission: 'run:cancel',
  input: z.object({ id: z.string() }).strict(),
  handler: (actor, { id }) => cancelRun(actor, id),
})
