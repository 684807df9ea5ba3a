import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { type Clock, systemClock } from '../clock.ts'
import { transaction, violatedConstraint } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { askForException } from './ask-for-exception.ts'
import { stateAt } from './exception-status.ts'
import { termsOf } from './exception-terms.ts'
import { type RenewException, renewExceptionInput } from './schema.ts'

/**
 * Asks for an exception that continues another: the same rule and scope, decided anew by two approvers. The one before
 * goes on until its own end. Throws `not_found`, `invalid_state` for one that was never in force or was revoked,
 * `invalid_input` for an end that is no later, `conflict` while another renewal waits.
 */
export async function renewException(
  actor: Actor,
  given: RenewException,
  clock: Clock = systemClock,
): Promise<{ id: string }> {
  authorise(actor, 'exception:request')
  const { id, expiresAt, category, ...said } = renewExceptionInput.parse(given)
  const { tenantId } = actor
  const now = clock.now()
  const terms = termsOf({ expiresAt }, now)
  return transaction(async (tx) => {
    const before = await tx.policyException.findFirst({
      where: { tenantId, id },
      include: { manifest: { select: { id: true, name: true } }, environment: { select: { id: true, name: true } } },
    })
    if (!before) throw notFound('exception')
    const state = stateAt(before, now)
    if ((state !== 'active' && state !== 'upcoming' && state !== 'expired') || before.status === 'requested') {
      throw new BareCountError('invalid_state', `An exception that is ${state} is not renewed.`, {
        remedy: 'Ask for a new one.',
      })
    }
    if (terms.expiresAt <= before.expiresAt) {
      const message = 'It would end no later than the one it renews.'
      throw new BareCountError('invalid_input', message, { faults: [{ path: 'expiresAt', message }] })
    }
    const { rule, manifest, environment, runnerClass } = before
    const scope = { rule, manifest, environment, runnerClass }
    return askForException(
      tx,
      actor,
      { ...scope, ...said, ...terms, category: category ?? before.category, renewsId: id },
      now,
    )
  }).catch((error: unknown) => {
    if (violatedConstraint(error) !== 'PolicyException_one_renewal') throw error
    throw new BareCountError('conflict', 'Another renewal of this exception waits for a decision.', {
      remedy: 'Wait for it, or have it withdrawn.',
    })
  })
}
