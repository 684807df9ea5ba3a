import { normaliseManifest } from '../../manifests/normalise-manifest.ts'
import type { RunnerManifest } from '../../manifests/schema.ts'
import type { SizeFacts } from '../schema.ts'
import { shippedPriceBook } from '../shipped-price-book.ts'
import type { EstimateInput } from '../workload.ts'

type Runner = RunnerManifest['runner']

const sources = {
  serverless: { function: { source: './src', runtime: 'nodejs', handler: 'index.handler' } },
  container: { image: { build: './' } },
  managed_etl: { job: { source: './job', engine: 'sql', entry: 'main.sql' } },
  dedicated_compute: { golden_image: { base: 'debian-13' } },
} as const

const size = (
  runnerClass: SizeFacts['runnerClass'],
  name: SizeFacts['size'],
  vcpuMilli: number,
  memoryMib: number,
  workers = 1,
): SizeFacts => ({ runnerClass, size: name, vcpuMilli, memoryMib, workers, concurrency: 10 })

/** A size catalog with round figures. */
export const sizes: SizeFacts[] = [
  size('serverless', 'small', 290, 512),
  size('serverless', 'medium', 580, 1024),
  size('container', 'small', 500, 1024),
  size('container', 'medium', 1000, 2048),
  size('managed_etl', 'medium', 4000, 16_384, 5),
  size('dedicated_compute', 'small', 2000, 8192),
  size('dedicated_compute', 'large', 8000, 65_536),
]

/** What an estimate is asked with: a manifest of that class, the shipped prices, the 30 days of June 2026. */
export function estimateInput(
  runner: Partial<Runner> & Pick<Runner, 'class'>,
  triggers: RunnerManifest['triggers'] = [{ schedule: { cron: '*/15 * * * *' } }],
  over: Partial<EstimateInput> = {},
): EstimateInput {
  const manifest = normaliseManifest({
    apiVersion: 'barecount.io/v1',
    kind: 'RunnerManifest',
    metadata: { name: 'orders-webhook', pipeline: 'orders/ingest', owner: 'finance-data' },
    runner: { size: 'small', network_profile: 'public_vpc_egress', ...sources[runner.class], ...runner },
    triggers,
    run: { timeout: '15m' },
  })
  return { manifest, sizes, priceBook: shippedPriceBook(), now: new Date('2026-06-01T00:00:00Z'), ...over }
}
