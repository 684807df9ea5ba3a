import { PrismaPg } from '@prisma/adapter-pg'
import { env } from '../env.ts'
import { Prisma, PrismaClient } from './generated/client.ts'
import type { TenantScoped } from './tenant-scoped.ts'

const make = () => new PrismaClient({ adapter: new PrismaPg({ connectionString: env.DATABASE_URL, max: 10 }) })

const held = globalThis as unknown as { barecountDb?: ReturnType<typeof make> }
// One pool a process, also over dev reloads. It connects at the first query, so `next build` needs no database.
held.barecountDb ??= make()

/**
 * The client without the tenant guard: for what is platform-wide by nature (sign-in, the sequencer, the scheduler)
 * and for raw SQL. Each use must carry its own reason to be allowed to see every tenant.
 */
export const unsafeDb = held.barecountDb

/** The client verbs and queries use: on tenant-owned models a call without `where.tenantId` does not compile. */
export const db = held.barecountDb as unknown as TenantScoped<PrismaClient>

/** A transaction, with the same guard as `db`. */
export type Tx = TenantScoped<Prisma.TransactionClient>

/** A transaction without the guard, for the few places that need raw SQL. */
export type UnsafeTx = Prisma.TransactionClient

/** The unguarded view of a guarded transaction. */
export const unsafeTx = (tx: Tx): UnsafeTx => tx as unknown as UnsafeTx

/**
 * Runs `work` in one READ COMMITTED transaction: all of it commits or none.
 * Throws what `work` throws; a lost serialisation race surfaces as Prisma's P2034.
 */
export function transaction<T>(work: (tx: Tx) => Promise<T>, options: { timeoutMs?: number } = {}): Promise<T> {
  return unsafeDb.$transaction((tx) => work(tx as unknown as Tx), {
    timeout: options.timeoutMs ?? 15_000,
    maxWait: 10_000,
  })
}

/** The name of the constraint that refused a write, or undefined for any other failure. */
export function violatedConstraint(error: unknown): string | undefined {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined
  const cause = (error.meta?.driverAdapterError as { cause?: { constraint?: { index?: string }; message?: string } })
    ?.cause
  return cause?.constraint?.index ?? (error.code === 'P2002' ? 'unique' : undefined)
}

export { Prisma }
