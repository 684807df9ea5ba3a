/** The order in which people expect a manifest's fields, by the map they stand in. */
const orders: readonly (readonly string[])[] = [
  ['apiVersion', 'kind', 'metadata', 'runner', 'triggers', 'run'],
  ['name', 'pipeline', 'pipeline_version', 'owner', 'description', 'data_classification', 'residency', 'tags'],
  [
    'class',
    'size',
    'network_profile',
    'egress_allow',
    'env',
    'secrets',
    'function',
    'image',
    'job',
    'golden_image',
    'concurrency_limit',
    'scaling',
    'shuffle_partition_hint',
    'lifecycle',
  ],
  ['source', 'runtime', 'engine', 'handler', 'entry'],
  ['base', 'source', 'entry', 'drivers', 'bootstrap'],
  ['cron', 'timezone', 'exclude', 'missed', 'catch_up'],
  ['weekdays', 'dates', 'calendars'],
  ['timeout', 'retry', 'dead_letter'],
  ['max_attempts', 'backoff', 'budget_per_hour', 'on'],
]

/** Where among `siblings` a new `key` belongs: the index of the sibling it follows, or -1 to stand first. */
export function siblingBefore(key: string, siblings: readonly string[]): number {
  const order = orders.find((keys) => keys.includes(key) && siblings.every((name) => keys.includes(name)))
  if (!order) return siblings.length - 1
  return siblings.findLastIndex((name) => order.indexOf(name) < order.indexOf(key))
}
