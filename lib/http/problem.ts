import { z } from 'zod'
import { isUnreachable } from '../db/unreachable.ts'
import { isUnstorable } from '../db/unstorable.ts'
import { BareCountError, errorCodes, type Fault } from '../errors.ts'
import { log } from '../log.ts'

/** An RFC 9457 problem document. `code` is stable; `requestId` finds the log line. */
export type Problem = {
  type: string
  title: string
  status: number
  code: string
  detail: string
  remedy?: string
  faults?: Fault[]
  requestId: string
}

/** The one place that turns a failure into words for the outside, and logs it, once. */
export function toProblem(error: unknown, requestId: string): Problem {
  const known = asKnown(error)
  if (known) {
    log.info({ requestId, code: known.code, detail: known.message }, 'refused')
    return {
      type: `https://barecount.io/errors/${known.code}`,
      title: errorCodes[known.code].title,
      status: known.status,
      code: known.code,
      detail: known.message,
      ...(known.remedy ? { remedy: known.remedy } : {}),
      ...(known.faults.length ? { faults: known.faults } : {}),
      requestId,
    }
  }
  log.error({ requestId, err: error }, 'failed')
  return {
    type: 'https://barecount.io/errors/internal',
    title: errorCodes.internal.title,
    status: 500,
    code: 'internal',
    detail: 'Nothing was changed that is not in the evidence.',
    remedy: `Try again; if it stays, give your operator the request id ${requestId}.`,
    requestId,
  }
}

function asKnown(error: unknown): BareCountError | undefined {
  if (error instanceof BareCountError) return error
  if (error instanceof z.ZodError) return fromZod(error)
  if (isUnstorable(error) || isHalfCharacter(error)) return unstorable(error)
  if (isUnreachable(error)) return unreachable(error)
  return undefined
}

/** What the canonical JSON of evidence refuses: half a surrogate pair is no text. */
function isHalfCharacter(error: unknown): boolean {
  return error instanceof Error && error.message === 'Lone surrogate is not allowed'
}

function unstorable(cause: unknown): BareCountError {
  return new BareCountError('invalid_input', 'The request holds a value that cannot be looked up or kept.', {
    remedy: 'Send texts without NUL and half characters, and numbers and dates in their usual range.',
    cause,
  })
}

function unreachable(cause: unknown): BareCountError {
  return new BareCountError('unavailable', 'The database does not answer. Whether a change was made is not known.', {
    remedy: 'Try again in a moment, a change with the same Idempotency-Key or run token: it is made once.',
    cause,
  })
}

/** Zod's issues as faults with dotted paths. */
function fromZod(error: z.ZodError): BareCountError {
  const faults = error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
  const named = faults.map((fault) => (fault.path ? `${fault.path}: ${fault.message}` : fault.message))
  return new BareCountError('invalid_input', `The request has ${faults.length} fault(s). ${named.join(' ')}`, {
    faults,
  })
}
