/** The vocabulary of a manifest, as data: what each runner class offers and what belongs to it alone. */

export const runnerClasses = ['serverless', 'container', 'managed_etl', 'dedicated_compute'] as const
export type RunnerClassName = (typeof runnerClasses)[number]

export const runnerSizes = ['small', 'medium', 'large', 'xlarge'] as const
export type RunnerSize = (typeof runnerSizes)[number]

export const networkProfiles = ['public_vpc_egress', 'private_vpc', 'privatelink', 'vpn', 'on_premise_agent'] as const
export type NetworkProfileName = (typeof networkProfiles)[number]

export const dataClassifications = ['public', 'internal', 'confidential', 'restricted'] as const

export const sourceFields = ['function', 'image', 'job', 'golden_image'] as const
export type SourceField = (typeof sourceFields)[number]

export type ClassRule = {
  title: string
  /** What it is good at, in one line. */
  fits: string
  sizes: readonly RunnerSize[]
  /** The one field of `runner` that says what runs. */
  source: SourceField
  /** Fields of `runner` that only this class has, beside its source. */
  own: readonly string[]
  /** The longest a run may take, in seconds. */
  maxTimeoutSeconds: number
}

const HOUR = 3600

export const classRules: Record<RunnerClassName, ClassRule> = {
  serverless: {
    title: 'Serverless',
    fits: 'short, bursty, event-driven work that scales to zero',
    sizes: ['small', 'medium', 'large'],
    source: 'function',
    own: ['concurrency_limit'],
    maxTimeoutSeconds: HOUR / 4,
  },
  container: {
    title: 'Container',
    fits: 'steady work that brings its own libraries',
    sizes: ['small', 'medium', 'large', 'xlarge'],
    source: 'image',
    own: ['scaling'],
    maxTimeoutSeconds: 24 * HOUR,
  },
  managed_etl: {
    title: 'Managed ETL',
    fits: 'heavy batch work with joins, partitions and checkpoints',
    sizes: ['medium', 'large', 'xlarge'],
    source: 'job',
    own: ['shuffle_partition_hint'],
    maxTimeoutSeconds: 48 * HOUR,
  },
  dedicated_compute: {
    title: 'Dedicated compute',
    fits: 'special drivers, large memory or a fixed location',
    sizes: ['small', 'medium', 'large', 'xlarge'],
    source: 'golden_image',
    own: ['lifecycle'],
    maxTimeoutSeconds: 7 * 24 * HOUR,
  },
}

/** Names of the profiles as people read them. */
export const profileTitles: Record<NetworkProfileName, string> = {
  public_vpc_egress: 'Public egress from a VPC',
  private_vpc: 'Private VPC',
  privatelink: 'PrivateLink',
  vpn: 'VPN',
  on_premise_agent: 'Agent on premises',
}

/** A runner's class and size as people read them: `Managed ETL, medium`. */
export const sayClass = (runner: { runnerClass: RunnerClassName; size: string }): string =>
  `${classRules[runner.runnerClass].title}, ${runner.size}`

/** Whether `text` names a runner class. */
export function isRunnerClass(text: unknown): text is RunnerClassName {
  return runnerClasses.some((name) => name === text)
}
