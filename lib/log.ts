import pino from 'pino'
import { env } from './env.ts'

/** The process log: JSON lines on standard error. Secrets never reach it; see `redact`. */
export const log = pino(
  { level: env.LOG_LEVEL, redact: ['password', 'token', 'secret', '*.password', '*.token', '*.secret'] },
  pino.destination(2),
)
