import { classRules, type RunnerClassName } from '../manifests/classes.ts'

export type NamedScope = {
  manifest?: { name: string } | null | undefined
  environment?: { name: string } | null | undefined
  runnerClass?: RunnerClassName | null | undefined
}

/** What an exception is for, as people say it: "orders in prod", "every Container runner in every environment". Pure. */
export function sayScope(scope: NamedScope): string {
  return `${sayWhat(scope)} in ${scope.environment?.name ?? 'every environment'}`
}

/** The same without the place. Pure. */
export function sayWhat({ manifest, runnerClass }: NamedScope): string {
  const title = runnerClass ? classRules[runnerClass].title : undefined
  if (manifest) return title ? `${manifest.name} as ${title}` : manifest.name
  return title ? `every ${title} runner` : 'every runner'
}
