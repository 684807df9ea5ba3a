import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { changeReplay } from './change-replay.ts'
import { holdReplay } from './hold-replay.ts'
import { pauseReplayInput } from './schema.ts'

/** Lets no more tokens begin until somebody resumes it; what has begun goes on. Throws `not_found`, `invalid_state`. */
export async function pauseReplay(actor: Actor, given: z.input<typeof pauseReplayInput>): Promise<void> {
  authorise(actor, 'run:start')
  const { id, reason } = pauseReplayInput.parse(given)
  await changeReplay(
    actor,
    id,
    () => 'paused',
    (tx, replay) => holdReplay(tx, actor, replay, reason),
  )
}
