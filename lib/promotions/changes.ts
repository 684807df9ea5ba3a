import { diffFields, type FieldChange } from '../manifests/diff-manifests.ts'
import type { NormalisedManifest } from '../manifests/schema.ts'

/** What runs, or would: the parts in which two cells of the board can differ. */
export type Content = { declared: NormalisedManifest; artifactDigest: string; variables: unknown }

/** What a runner finds set: the environment's variables with the manifest's own over them. Pure. */
export function variablesOf(variables: unknown, own: Record<string, string>): Record<string, string> {
  return { ...((variables ?? {}) as Record<string, string>), ...own }
}

/** The variables that are others in another environment, by name; those that the manifest sets itself stay. Pure. */
export function variableChanges(before: unknown, after: unknown, own: Record<string, string>): FieldChange[] {
  return differences(variablesOf(before, own), variablesOf(after, own))
}

/** Everything that changes when `after` takes the place of `before`: fields, variables by name, artifact. Pure. */
export function contentChanges(before: Content, after: Content): FieldChange[] {
  const [was, is] = [before, after].map(({ variables, declared }) => variablesOf(variables, declared.runner.env))
  return [
    ...(before.artifactDigest === after.artifactDigest
      ? []
      : [{ path: 'artifact', before: before.artifactDigest, after: after.artifactDigest }]),
    // Variables are told by name below, wherever they come from.
    ...diffFields(contentWithoutEnv(before.declared), contentWithoutEnv(after.declared)),
    ...differences(was ?? {}, is ?? {}),
  ]
}

/** A manifest with its variables left out: they are compared by name, wherever they come from. */
export const contentWithoutEnv = (declared: NormalisedManifest): NormalisedManifest =>
  ({ ...declared, runner: { ...declared.runner, env: {} } }) as NormalisedManifest

function differences(before: Record<string, string>, after: Record<string, string>): FieldChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .filter((name) => before[name] !== after[name])
    .map((name) => ({
      path: `variables.${name}`,
      ...(before[name] !== undefined && { before: before[name] }),
      ...(after[name] !== undefined && { after: after[name] }),
    }))
}
