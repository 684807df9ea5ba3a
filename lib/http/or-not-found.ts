import { notFound } from 'next/navigation'
import { isUnstorable } from '../db/unstorable.ts'
import { BareCountError } from '../errors.ts'

/**
 * What a page asked for; where a query says `not_found`, or the id is one that cannot be, the page is not there.
 * Other failures reach the error page.
 */
export async function orNotFound<T>(asked: Promise<T>): Promise<T> {
  return asked.catch((error: unknown) => {
    if ((error instanceof BareCountError && error.code === 'not_found') || isUnstorable(error)) notFound()
    throw error
  })
}
