/** Every way the product refuses, with its HTTP status and title. Codes are stable: clients match on them. */
export const errorCodes = {
  unauthenticated: { status: 401, title: 'Sign in first' },
  forbidden: { status: 403, title: 'Your role does not permit this' },
  not_found: { status: 404, title: 'Nothing here by that name' },
  invalid_input: { status: 422, title: 'The input has faults' },
  invalid_manifest: { status: 422, title: 'The manifest has faults' },
  policy_denied: { status: 422, title: 'Policy denies this' },
  conflict: { status: 409, title: 'Somebody else changed this first' },
  invalid_state: { status: 409, title: 'Not possible in the present state' },
  rebuild_refused: { status: 409, title: 'This is not what was deployed there' },
  token_reused: { status: 409, title: 'The run token was used with another payload' },
  idempotency_mismatch: { status: 409, title: 'The Idempotency-Key was used with another request' },
  payload_expired: { status: 410, title: 'The payload is no longer kept' },
  payload_too_large: { status: 413, title: 'The payload is too large' },
  hostile_archive: { status: 422, title: 'The archive was refused' },
  build_failed: { status: 422, title: 'The artifact could not be built' },
  unsupported: { status: 422, title: 'This is not available here' },
  throttled: { status: 429, title: 'Too many at once' },
  rate_limited: { status: 429, title: 'Too many attempts' },
  identity_expired: { status: 401, title: 'The identity of the agent has expired' },
  agent_revoked: { status: 403, title: 'The agent was revoked' },
  stale_attempt: { status: 409, title: 'Another attempt holds the run' },
  spool_refused: { status: 409, title: 'The spool is not the one taken before' },
  bad_signature: { status: 401, title: 'The signature does not match' },
  passkey_refused: { status: 403, title: 'The passkey’s answer was refused' },
  evidence_invalid: { status: 422, title: 'The evidence does not verify' },
  unavailable: { status: 503, title: 'A part this needs is not running' },
  internal: { status: 500, title: 'Something failed on our side' },
} as const

export type ErrorCode = keyof typeof errorCodes

/** One fault in what the user sent: where it is, what is wrong, what to do. */
export type Fault = {
  /** Path of the field, e.g. `runner.size`; empty for the whole document. */
  path: string
  /** 1-based position in the text, where the input was text. */
  line?: number
  column?: number
  message: string
  remedy?: string
}

export type ErrorDetail = { faults?: Fault[]; remedy?: string; cause?: unknown }

/** The one error class that verbs throw on purpose. Anything else that escapes is `internal`. */
export class BareCountError extends Error {
  readonly code: ErrorCode
  readonly faults: Fault[]
  readonly remedy: string | undefined

  constructor(code: ErrorCode, message: string, detail: ErrorDetail = {}) {
    super(message, { cause: detail.cause })
    this.name = 'BareCountError'
    this.code = code
    this.faults = detail.faults ?? []
    this.remedy = detail.remedy
  }

  get status(): number {
    return errorCodes[this.code].status
  }
}

/** The answer for an unknown id and for a foreign one: the two must not be told apart. */
export function notFound(what: string): BareCountError {
  return new BareCountError('not_found', `There is no ${what} by that id here.`, {
    remedy: 'Check the id, or switch to the tenant it belongs to.',
  })
}
