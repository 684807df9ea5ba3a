import { scanSummarySchema } from '../../artifacts/schema.ts'
import { type Tx, unsafeTx } from '../../db/client.ts'
import { effectiveCounts } from '../../findings/effective-counts.ts'
import { factsOfImage } from '../image-facts.ts'
import { type PolicyGateName, policyGates } from '../policy-words.ts'
import type { PolicyRequestOf } from '../schema.ts'
import type { LiveRunner } from './live-runners.ts'
import { factsOf } from './rule-facts.ts'
import type { RulePair } from './rule-pairs.ts'
import type { ArtifactFacts } from './runner-requests.ts'
import { changedRules } from './touched.ts'

type Image = Pick<PolicyRequestOf<'deploy'>, 'image'>
type Facts = { artifact?: ArtifactFacts; image(gate: PolicyGateName): Image }

/**
 * What is known of the artifacts and images of a page of runners, as far as a rule that changes looks at them: it is the
 * one part that takes more than a statement a page, and few drafts are about it.
 */
export async function deployFacts(
  tx: Tx,
  page: readonly LiveRunner[],
  pairs: readonly RulePair[],
  at: Date,
): Promise<(index: number) => Facts> {
  const looking = [...new Set(pairs)].flatMap((pair) => policyGates.flatMap((gate) => changedRules(pair, gate)))
  const looks = (at: string) =>
    looking.some(({ text }) => factsOf(text).some((fact) => fact === 'context' || fact.startsWith(at)))
  const artifacts = looks('context.artifact') ? await artifactsOf(tx, page, at) : undefined
  const images = looks('context.image') ? await imagesOf(tx, page) : undefined
  return (index) => {
    const runner = page[index]
    const artifact = runner && artifacts?.get(`${runner.tenantId} ${runner.artifactDigest}`)
    const image = runner && images?.get(`${runner.tenantId} ${runner.imageRef}`)
    return { ...(artifact && { artifact }), image: (gate) => (gate === 'run' || !image ? {} : image) }
  }
}

async function artifactsOf(tx: Tx, page: readonly LiveRunner[], at: Date): Promise<Map<string, ArtifactFacts>> {
  const tenants = [...new Set(page.map(({ tenantId }) => tenantId))]
  const digests = [...new Set(page.map(({ artifactDigest }) => artifactDigest))]
  const rows = await unsafeTx(tx).$queryRaw<{ tenantId: string; digest: string; summary: unknown; excused: boolean }[]>`
    select a."tenantId", a.digest, s.summary, exists (
      select 1 from "ArtifactFinding" f where f."tenantId" = a."tenantId" and f."artifactId" = a.id
        and f."resolvedAt" is null and (f.kind = 'licence' or f.status <> 'open')
    ) as excused
    from "Artifact" a
    cross join lateral (
      select s.summary from "Scan" s where s."tenantId" = a."tenantId" and s."artifactId" = a.id order by s.at desc limit 1
    ) s
    where a."tenantId" = any(${tenants}::text[]) and a.digest = any(${digests}::text[])`
  const facts = new Map<string, ArtifactFacts>()
  for (const { tenantId, digest, summary, excused } of rows) {
    const read = scanSummarySchema.safeParse(summary)
    if (!read.success) continue
    const { vulnerabilities, secrets, deniedLicences, licencesToReview, unknown } = read.data
    const { critical, high, medium } = vulnerabilities
    // Only where somebody said something does what counts differ from what was found.
    const counts = excused
      ? await effectiveCounts(tx, tenantId, digest, read.data, at)
      : { critical, high, medium, secrets, deniedLicences, reviewLicences: licencesToReview }
    facts.set(`${tenantId} ${digest}`, { digest, signed: true, scanned: true, ...counts, unknown })
  }
  return facts
}

async function imagesOf(tx: Tx, page: readonly LiveRunner[]): Promise<Map<string, Image>> {
  const images = new Map<string, Image>()
  for (const { tenantId, imageRef } of page) {
    const key = `${tenantId} ${imageRef}`
    if (imageRef === null || images.has(key)) continue
    images.set(key, await factsOfImage(tx, tenantId, imageRef))
  }
  return images
}
