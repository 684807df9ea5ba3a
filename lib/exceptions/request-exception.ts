import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { type Clock, systemClock } from '../clock.ts'
import { transaction } from '../db/client.ts'
import { notFound } from '../errors.ts'
import { askForException } from './ask-for-exception.ts'
import { termsOf } from './exception-terms.ts'
import { type RequestException, requestExceptionInput } from './schema.ts'

/**
 * Asks for leave to break a rule, for a scope and a time; two approvers decide. Throws `not_found` for a manifest or an
 * environment that is not there, `invalid_input` for a rule that takes no exceptions and for an end that cannot be.
 */
export async function requestException(
  actor: Actor,
  given: RequestException,
  clock: Clock = systemClock,
): Promise<{ id: string }> {
  authorise(actor, 'exception:request')
  const {
    rule,
    manifestId,
    environment: place,
    class: runnerClass,
    startsAt,
    expiresAt,
    ...said
  } = requestExceptionInput.parse(given)
  const { tenantId } = actor
  const now = clock.now()
  const terms = termsOf({ startsAt, expiresAt }, now)
  return transaction(async (tx) => {
    const manifest = manifestId
      ? await tx.manifest.findFirst({ where: { tenantId, id: manifestId }, select: { id: true, name: true } })
      : undefined
    if (manifest === null) throw notFound('manifest')
    const environment = place ? await tx.environment.findUnique({ where: { name: place } }) : undefined
    if (environment === null) throw notFound('environment')
    return askForException(tx, actor, { rule, manifest, environment, runnerClass, ...said, ...terms }, now)
  })
}
