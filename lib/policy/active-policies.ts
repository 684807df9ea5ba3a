import { type Tx, unsafeTx } from '../db/client.ts'
import { log } from '../log.ts'
import { loadPolicies, type PolicySet, policyDigest, policySourceSchema } from './load-policies.ts'

const KEPT = 4
const loaded = new Map<string, PolicySet>()

/**
 * The policy set of a version, read once a process. Undefined when there is none, when it cannot be read, or when its
 * text no longer has its digest: the evaluator then denies.
 */
export async function policiesOfVersion(tx: Tx, version: number, digest: string): Promise<PolicySet | undefined> {
  const known = loaded.get(digest)
  if (known?.version === version) return known
  const row = await unsafeTx(tx).policyVersion.findUnique({ where: { version } })
  if (!row) return undefined
  try {
    const source = policySourceSchema.parse(row.policies)
    if (policyDigest(source) !== digest) throw new Error('the text does not have the digest it was stored with')
    const set = loadPolicies(source, version)
    if (loaded.size >= KEPT) loaded.clear()
    loaded.set(digest, set)
    return set
  } catch (error) {
    log.error({ err: error, version }, 'the policies cannot be read; everything is denied')
    return undefined
  }
}
