import type { SizeFacts } from '../cost/schema.ts'

type Class = SizeFacts['runnerClass']
type Name = SizeFacts['size']

const size = (
  runnerClass: Class,
  name: Name,
  vcpuMilli: number,
  memoryMib: number,
  workers: number,
  concurrency: number,
): SizeFacts => ({ runnerClass, size: name, vcpuMilli, memoryMib, workers, concurrency })

/** The size catalog that ships; an operator may change its rows. Lambda gives one vCPU per 1,769 MiB. */
export const shippedSizes: SizeFacts[] = [
  size('serverless', 'small', 290, 512, 1, 10),
  size('serverless', 'medium', 580, 1024, 1, 20),
  size('serverless', 'large', 1700, 3008, 1, 50),
  size('container', 'small', 500, 1024, 1, 5),
  size('container', 'medium', 1000, 2048, 1, 10),
  size('container', 'large', 4000, 8192, 1, 20),
  size('container', 'xlarge', 8000, 16384, 1, 40),
  size('managed_etl', 'medium', 4000, 16384, 5, 1),
  size('managed_etl', 'large', 4000, 16384, 10, 1),
  size('managed_etl', 'xlarge', 8000, 32768, 20, 1),
  size('dedicated_compute', 'small', 2000, 8192, 1, 1),
  size('dedicated_compute', 'medium', 4000, 16384, 1, 1),
  size('dedicated_compute', 'large', 8000, 65536, 1, 2),
  size('dedicated_compute', 'xlarge', 16000, 131072, 1, 4),
]
