import type { NormalisedManifest } from './schema.ts'

/** The folder that must be uploaded with a manifest; undefined when it runs what exists already. Pure. */
export function sourceFolder({ runner }: NormalisedManifest): string | undefined {
  switch (runner.class) {
    case 'serverless':
      return runner.function.source
    case 'managed_etl':
      return runner.job.source
    case 'container':
      return runner.image.build
    case 'dedicated_compute':
      return runner.golden_image.source
  }
}
