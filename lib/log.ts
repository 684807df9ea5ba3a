import pino from 'pino'
import { env } from './env.ts'
import { currentContext } from './telemetry/context.ts'
import { openRedactor } from './telemetry/redact.ts'

/** Secrets of this process itself; what has the shape of a credential is masked as well. */
const { text } = openRedactor(
  [env.NEXTAUTH_SECRET, env.OIDC_CLIENT_SECRET, env.BARECOUNT_METRICS_TOKEN].flatMap((one) => one ?? []),
)

/**
 * The process log: JSON lines on standard error, each with the run and trace it belongs to. Secrets never reach it: named
 * fields are left out, and values and shapes of credentials are masked wherever they stand.
 */
export const log = pino(
  {
    level: env.LOG_LEVEL,
    redact: ['password', 'token', 'secret', '*.password', '*.token', '*.secret'],
    mixin: () => ({ ...currentContext() }),
    hooks: { streamWrite: text },
  },
  pino.destination(2),
)
