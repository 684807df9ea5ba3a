import { z } from 'zod'

const tagged = z.object({ metadata: z.object({ tags: z.record(z.string(), z.string()) }) })

type Accounted = {
  tenant: string
  runnerClass: string
  runner: { pipeline: string; size: string; environment: { name: string } }
  /** The manifest the runner stands on, as it was normalised. */
  manifest: unknown
}

/** What a run is accounted under: tenant, pipeline, class, size, environment, and the tags of its manifest. Pure. */
export function runTags({ tenant, runnerClass, runner, manifest }: Accounted): Record<string, string> {
  const { pipeline, size, environment } = runner
  const read = tagged.safeParse(manifest)
  const own = { tenant, pipeline, class: runnerClass, size, environment: environment.name }
  // A tag of a manifest never passes for one of ours.
  return { ...(read.success ? read.data.metadata.tags : {}), ...own }
}
