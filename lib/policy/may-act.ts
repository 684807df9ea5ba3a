import { cedar, makeSlots } from './cedar.ts'
import { policyDigest } from './load-policies.ts'
import { accessPolicies } from './policy-files.ts'

/** What access depends on. Two actors with equal facts get equal answers. */
export type AccessFacts = {
  system: boolean
  roles: readonly string[]
  platformAdmin: boolean
  /** What a token is narrowed to; undefined for people. */
  scopes?: readonly string[] | undefined
}

const slots = makeSlots('rbac', 1)
const known = new Map<string, boolean>()
let source: (ReturnType<typeof accessPolicies> & { digest: string }) | undefined

/**
 * Whether the access policies permit `permission` to someone with these facts. Answers are remembered: they depend on
 * nothing else. Throws when the policies cannot be read or do not decide cleanly; the caller must then refuse.
 */
export function mayAct(facts: AccessFacts, permission: string): boolean {
  const roles = [...facts.roles, ...(facts.platformAdmin ? ['platform_admin'] : [])].sort()
  const scopes = facts.scopes && [...facts.scopes].sort()
  const key = JSON.stringify([facts.system, roles, scopes, permission])
  const remembered = known.get(key)
  if (remembered !== undefined) return remembered
  const answer = decide({ system: facts.system, roles, scopes }, permission)
  // Scope sets are chosen by people, so the keys are bounded here rather than by hope.
  if (known.size >= 10_000) known.clear()
  known.set(key, answer)
  return answer
}

function decide(facts: { system: boolean; roles: string[]; scopes?: string[] | undefined }, permission: string) {
  const policies = loaded()
  const slot = slots.use(policies.digest, policies.policies, policies.schema)
  const uid = (type: string, id: string) => ({ type: `BareCount::${type}`, id })
  const principal = facts.system ? uid('System', 'platform') : uid('Member', 'actor')
  const resource = uid('Workspace', 'tenant')
  const parents = facts.system ? [] : facts.roles.map((role) => uid('Role', role))
  const attrs: Record<string, string[]> = facts.scopes ? { scopes: facts.scopes } : {}
  const answer = cedar.statefulIsAuthorized({
    principal,
    action: uid('Action', permission),
    resource,
    context: { permission },
    entities: [
      { uid: principal, attrs, parents },
      { uid: resource, attrs: {}, parents: [] },
      ...facts.roles.map((role) => ({ uid: uid('Role', role), attrs: {}, parents: [] })),
    ],
    preparsedSchemaName: slot,
    preparsedPolicySetId: slot,
    validateRequest: true,
  })
  if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join('; '))
  const { decision, diagnostics } = answer.response
  // Cedar skips a policy that errs; a skipped forbid must not become a permission.
  if (diagnostics.errors.length > 0) throw new Error(diagnostics.errors.map(({ error }) => error.message).join('; '))
  return decision === 'allow'
}

function loaded() {
  if (source) return source
  const texts = accessPolicies()
  source = { ...texts, digest: policyDigest(texts) }
  return source
}
