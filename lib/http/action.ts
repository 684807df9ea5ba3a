import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { currentActor, currentUser, type SignedInUser } from '../auth/current-actor.ts'
import type { Permission } from '../auth/permissions.ts'
import { BareCountError } from '../errors.ts'
import { type Problem, toProblem } from './problem.ts'

/** What a server action answers: the value, or the same problem document the API would give. */
export type ActionResult<T> = { ok: true; value: T } | { ok: false; problem: Problem }

/**
 * Makes a server action: the session's actor, the permission, the checked input, one verb. Only what this returns may
 * be exported from a `"use server"` file, since every such export is a public endpoint.
 */
export function action<S extends z.ZodType, T>(definition: {
  permission: Permission
  input: S
  handler: (actor: Actor, input: z.output<S>) => Promise<T>
}): (input: z.input<S>) => Promise<ActionResult<T>> {
  return (input) =>
    answer(async () => {
      const actor = await currentActor()
      if (!actor) throw sessionEnded()
      authorise(actor, definition.permission)
      return definition.handler(actor, definition.input.parse(input))
    })
}

/** A server action on one's own account, which belongs to no tenant and needs no permission: only a session. */
export function accountAction<S extends z.ZodType, T>(definition: {
  input: S
  handler: (user: SignedInUser, input: z.output<S>) => Promise<T>
}): (input: z.input<S>) => Promise<ActionResult<T>> {
  return (input) =>
    answer(async () => {
      const user = await currentUser()
      if (!user) throw sessionEnded()
      return definition.handler(user, definition.input.parse(input))
    })
}

const sessionEnded = () =>
  new BareCountError('unauthenticated', 'Your session has ended.', { remedy: 'Sign in again.' })

async function answer<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    // Next signals redirects by throwing; those are not failures.
    if (error instanceof Error && 'digest' in error && String(error.digest).startsWith('NEXT_')) throw error
    return { ok: false, problem: toProblem(error, randomUUID()) }
  }
}
