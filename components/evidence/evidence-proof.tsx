import { CodeBlock } from '#components/ui/code-block.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Digest } from '#components/ui/digest.tsx'
import type { EvidenceProof as Proof } from '#lib/evidence/prove-evidence.ts'
import { VerifyHere } from './verify-here.tsx'

/** An entry's proof: checked here, or taken along and checked with other people's tools. */
export function EvidenceProof({ id, proof }: { id: string; proof: Proof | null }) {
  if (!proof) return <p>It waits for its place in the log. Look again in a second.</p>
  const facts = [
    { term: 'Entry', value: `${proof.index} of ${proof.size}` },
    { term: 'Log', value: <code>{proof.origin}</code> },
    { term: 'Signed with', value: <Digest digest={proof.keyId} /> },
  ]
  const download = `/api/v1/evidence/${id}/proof`
  return (
    <div className="space-y-4">
      <DescriptionList items={facts} />
      <VerifyHere proof={proof} />
      <p className="flex flex-wrap gap-x-4">
        <a href={download} download={`${id}.sigstore.json`} className="text-accent-text hover:underline">
          Sigstore bundle
        </a>
        <a
          href={`${download}?format=tlog-proof`}
          download={`${id}.tlog-proof`}
          className="text-accent-text hover:underline"
        >
          tlog-proof
        </a>
        <a
          href="/api/v1/evidence/trusted-root"
          download="trusted_root.json"
          className="text-accent-text hover:underline"
        >
          Trusted root
        </a>
      </p>
      <CodeBlock label="the checkpoint" code={proof.checkpoint} />
    </div>
  )
}
