import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { transaction } from '../db/client.ts'
import { env } from '../env.ts'
import { notFound } from '../errors.ts'
import { makeEnrolment } from './make-enrolment.ts'
import type { createEnrolmentInput } from './schema.ts'

/** What the person sees once, and where the agent finds the portal. */
export type CreatedEnrolment = { id: string; token: string; expiresAt: Date; url: string }

/**
 * Invites an agent on a host of the enterprise's own to an environment. The token works once, until it expires.
 * Throws `forbidden`, and `not_found` for an environment that is not there.
 */
export async function createEnrolment(
  actor: Actor,
  input: z.output<typeof createEnrolmentInput>,
): Promise<CreatedEnrolment> {
  authorise(actor, 'agent:manage')
  const { name, minutes } = input
  return transaction(async (tx) => {
    const environment = await tx.environment.findUnique({ where: { name: input.environment } })
    if (!environment) throw notFound('environment')
    const made = await makeEnrolment(tx, actor, { kind: 'on_premise', name, environment }, minutes)
    return { ...made, url: env.BARECOUNT_URL }
  })
}
