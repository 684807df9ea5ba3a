import { z } from 'zod'
import { type networkProfiles, runnerClasses, runnerSizes } from '../manifests/classes.ts'

const micros = z.int()
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/)

/** One price, with where it comes from. */
export const priceSchema = z.strictObject({
  /** Stable name, e.g. `lambda.request`; estimates say which prices they used by it. */
  id: z.string().regex(/^[a-z0-9_.]+$/),
  service: z.string(),
  item: z.string(),
  unit: z.string(),
  /** Micro-dollars a unit, as a decimal, since many prices are far below one: `16.6667`. */
  micros: z.string().regex(/^\d+(\.\d+)?$/),
  source: z.string(),
  /**
   * read: seen on the provider's page on that date; published: the commonly published figure, not seen again;
   * set: decided by the operator.
   */
  status: z.enum(['read', 'published', 'set']),
  date: z.iso.date(),
  note: z.string().optional(),
  /** What a machine of this price has; only on machines. */
  vcpuMilli: z.int().optional(),
  memoryMib: z.int().optional(),
})
export type Price = z.infer<typeof priceSchema>

/** A list of prices as an operator writes and replaces it. */
export const priceBookSchema = z.strictObject({
  name: z.string(),
  currency: z.literal('USD'),
  region: z.string(),
  date: z.iso.date(),
  prices: z.array(priceSchema).min(1),
})
export type PriceBook = z.infer<typeof priceBookSchema>

/** A book with the version and digest that estimates name. */
export type VersionedPriceBook = { version: number; digest: string; book: PriceBook }

/** What the manifest cannot say about its workload. What is left out gets the stated default of the class. */
export const costAssumptionsSchema = z.strictObject({
  /** How long one run takes, on the class of the manifest. */
  durationMs: z
    .int()
    .min(1)
    .max(7 * 86_400_000)
    .optional(),
  /** Runs a month that no schedule starts: webhooks, files, topics, people. */
  eventsPerMonth: z.int().min(0).max(1_000_000_000).optional(),
  logKbPerRun: z.int().min(0).max(10_000_000).optional(),
  /** Data kept between runs, or the disk of a dedicated host. */
  storageMib: z.int().min(0).max(1_000_000_000).optional(),
})
export type CostAssumptions = z.infer<typeof costAssumptionsSchema>
export type AssumptionName = keyof CostAssumptions

export const assumptionUsedSchema = z.object({
  name: z.enum(['durationMs', 'eventsPerMonth', 'logKbPerRun', 'storageMib']),
  value: z.int(),
  /** Whether nobody gave it. */
  isDefault: z.boolean(),
  says: z.string(),
})
export type AssumptionUsed = z.infer<typeof assumptionUsedSchema>

export const costKinds = ['compute', 'requests', 'storage', 'network', 'logs', 'secrets'] as const
export type CostKind = (typeof costKinds)[number]
export const costKindTitles: Record<CostKind, string> = {
  compute: 'Compute',
  requests: 'Requests',
  storage: 'Storage',
  network: 'Network profile',
  logs: 'Log volume',
  secrets: 'Secrets',
}

export const costLineSchema = z.object({
  kind: z.enum(costKinds),
  /** What is paid for, e.g. `AWS Lambda: Duration, x86`. */
  label: z.string(),
  quantity: z.number(),
  unit: z.string(),
  priceId: z.string(),
  /** Micro-dollars a unit. */
  unitMicros: z.string(),
  /** Micro-dollars a month, rounded once. */
  micros,
  /** How the quantity came about, in one line. */
  detail: z.string(),
})
export type CostLine = z.infer<typeof costLineSchema>

/** What a runner is expected to cost. Amounts are integer micro-dollars; a month is the 30 days after `from`. */
export const costEstimateSchema = z.object({
  perMonth: micros,
  /** Null when nothing is expected to run. */
  perRun: micros.nullable(),
  range: z.object({ low: micros, high: micros }),
  runs: z.object({ scheduled: z.int(), events: z.int(), total: z.int() }),
  lines: z.array(costLineSchema),
  assumptions: z.array(assumptionUsedSchema),
  notEstimated: z.array(z.string()),
  from: z.iso.datetime(),
  /** Whose prices: those of the provider the class maps to, or of the own host. */
  target: z.enum(['aws', 'local']),
  priceBook: z.object({ version: z.int(), digest, name: z.string(), date: z.string() }),
})
export type CostEstimate = z.infer<typeof costEstimateSchema>

/** The same workload on one class. */
export const classComparisonSchema = z.object({
  class: z.enum(runnerClasses),
  size: z.enum(runnerSizes),
  /** The class of the manifest itself. */
  current: z.boolean(),
  perMonth: micros.nullable(),
  range: z.object({ low: micros, high: micros }).nullable(),
  /** Why it cannot run there. */
  impossible: z.string().optional(),
})
export type ClassComparison = z.infer<typeof classComparisonSchema>

export const costDeltaSchema = z.object({
  perMonth: micros,
  before: micros,
  after: micros,
  items: z.array(z.object({ kind: z.enum(costKinds), before: micros, after: micros })),
})
export type CostDelta = z.infer<typeof costDeltaSchema>

/** A row of the size catalog: what a size means for a class. */
export type SizeFacts = {
  runnerClass: (typeof runnerClasses)[number]
  size: (typeof runnerSizes)[number]
  vcpuMilli: number
  memoryMib: number
  workers: number
  concurrency: number
}

/** Everything an estimate depends on, with no choice left open. */
export type Workload = {
  size: SizeFacts
  profile: (typeof networkProfiles)[number]
  /** Copies that run all the time; only a container has more than one figure. */
  copies: { min: number; max: number }
  scheduledRuns: number
  eventRuns: number
  durationMs: number
  logKbPerRun: number
  storageMib: number
  secrets: number
  /** Services reached by an interface endpoint, beside the platform's own. */
  privateServices: number
  /** Runners that share the network primitives, this one included. */
  sharedBy: number
  target: 'aws' | 'local'
}
