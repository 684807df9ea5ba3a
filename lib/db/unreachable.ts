import { Prisma } from './client.ts'

/** What the driver says of a server that is away, ends or is still starting. */
const KINDS = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'])
/** SQLSTATE: connections refused or lost (class 08), shutdown, crash and recovery (57P01–57P03), no place (53300). */
const STATES = /^(08...|57P0[123]|53300)$/
const TERMINATED = /^(Connection terminated|Client has encountered a connection error)/

/** Whether a failure is the database being away: trying again later is all that is to be done. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (TERMINATED.test(error.message)) return true
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false
  const cause = (error.meta?.driverAdapterError as { cause?: { kind?: string; originalCode?: string } } | undefined)
    ?.cause
  return error.code === 'P1001' || KINDS.has(cause?.kind ?? '') || STATES.test(cause?.originalCode ?? '')
}
