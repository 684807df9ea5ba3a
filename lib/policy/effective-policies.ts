import { z } from 'zod'
import { type Tx, unsafeTx } from '../db/client.ts'
import { log } from '../log.ts'
import { loadPolicies, mergeLayers, type PolicySet, policySourceSchema, versionDigest } from './load-policies.ts'

/** A version of one layer, as it is pointed at. */
export const layerVersionSchema = z.object({ version: z.int(), digest: z.string() })
export type LayerVersion = z.infer<typeof layerVersionSchema>

/** Sets kept parsed: the platform's own and those of the tenants that ask most. */
const KEPT = 32
const loaded = new Map<string, PolicySet>()

/**
 * The policy set of the platform's version and those of the layers over it, the widest first; read once a process.
 * Undefined when there is none, when one cannot be read, or when a text no longer has its digest: the evaluator then
 * denies.
 */
export async function effectivePolicies(tx: Tx, layers: readonly LayerVersion[]): Promise<PolicySet | undefined> {
  if (layers.length === 0) return undefined
  const key = layers.map(({ version, digest }) => `${version} ${digest}`).join('\n')
  const known = loaded.get(key)
  if (known) {
    // The order of a Map is that of insertion: what was asked last goes last.
    loaded.delete(key)
    loaded.set(key, known)
    return known
  }
  try {
    const set = await read(tx, layers)
    const [oldest] = loaded.keys()
    if (loaded.size >= KEPT && oldest !== undefined) loaded.delete(oldest)
    if (set) loaded.set(key, set)
    return set
  } catch (error) {
    const versions = layers.map(({ version }) => version)
    log.error({ err: error, versions }, 'the policies cannot be read; everything is denied')
    return undefined
  }
}

async function read(tx: Tx, layers: readonly LayerVersion[]): Promise<PolicySet | undefined> {
  const versions = layers.map(({ version }) => version)
  const rows = await unsafeTx(tx).policyVersion.findMany({ where: { version: { in: versions } } })
  const sources = layers.map(({ version, digest }) => {
    const row = rows.find((one) => one.version === version)
    if (!row) throw new Error(`there is no version ${version}`)
    const source = policySourceSchema.parse(row.policies)
    if (versionDigest({ ...row, ...source }) !== digest) {
      throw new Error(`the text of version ${version} does not have the digest it was stored with`)
    }
    return source
  })
  return loadPolicies(mergeLayers(sources), versions)
}

/** The versions that decided, as stored with a decision: those of before there were layers name one. */
export async function policiesOfDecision(
  tx: Tx,
  { policyVersion, policyVersions }: { policyVersion: number; policyVersions: number[] },
): Promise<PolicySet | undefined> {
  const versions = policyVersions.length > 0 ? policyVersions : [policyVersion]
  const rows = await unsafeTx(tx).policyVersion.findMany({
    where: { version: { in: versions } },
    select: { version: true, digest: true },
  })
  const layers = versions.flatMap((version) => rows.find((row) => row.version === version) ?? [])
  return layers.length === versions.length ? effectivePolicies(tx, layers) : undefined
}
