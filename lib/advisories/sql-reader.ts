import type { UnsafeTx } from '../db/client.ts'

/** What advisory queries need of a client or transaction: they are raw, and of data that no tenant owns. */
export type SqlReader = Pick<UnsafeTx, '$queryRaw'>
