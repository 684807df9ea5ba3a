import type { PolicyDraft, PolicyVersion } from '../../db/generated/client.ts'
import { policySourceSchema } from '../load-policies.ts'
import type { VersionContent } from './diff-versions.ts'
import { draftTextSchema } from './schema.ts'

/** What a draft says. */
export function contentOfDraft({ policies, matrix, quota }: Pick<PolicyDraft, 'policies' | 'matrix' | 'quota'>) {
  return {
    policies: draftTextSchema.parse(policies),
    matrix: rows(matrix),
    quota: quota ?? null,
  } satisfies VersionContent
}

/** What a version says; a layer without one says nothing. */
export function contentOfVersion(
  version: Pick<PolicyVersion, 'policies' | 'matrix' | 'quota'> | null | undefined,
): VersionContent {
  if (!version) return { policies: {}, matrix: [], quota: null }
  const { policies } = policySourceSchema.parse(version.policies)
  return { policies, matrix: rows(version.matrix), quota: version.quota ?? null }
}

const rows = (matrix: unknown): unknown[] => (Array.isArray(matrix) ? matrix : [])
