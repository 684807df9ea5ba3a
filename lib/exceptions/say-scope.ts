import { classRules, type RunnerClassName } from '../manifests/classes.ts'

export type NamedScope = {
  manifest?: { name: string } | null | undefined
  environment?: { name: string } | null | undefined
  runnerClass?: RunnerClassName | null | undefined
}

/** What an exception is for, as people say it: "orders in prod", "every Container runner". Pure. */
export function sayScope({ manifest, environment, runnerClass }: NamedScope): string {
  const what = manifest
    ? `${manifest.name}${runnerClass ? ` as ${classRules[runnerClass].title}` : ''}`
    : `every ${runnerClass ? `${classRules[runnerClass].title} ` : ''}runner`
  return `${what} in ${environment?.name ?? 'every environment'}`
}
