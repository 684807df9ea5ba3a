import { Prisma } from './client.ts'

/** SQLSTATE: class 22 is a value that cannot be (a NUL character, a number or date out of range); 54000 is too long. */
const REFUSED_VALUE = /^(22...|54000)$/

/**
 * Whether a failure is the database's refusal of a value it was given, rather than a fault of ours: nothing can be
 * found under such a value and nothing kept.
 */
export function isUnstorable(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false
  const cause = (error.meta?.driverAdapterError as { cause?: { originalCode?: string } } | undefined)?.cause
  return REFUSED_VALUE.test(cause?.originalCode ?? '')
}
