import { classNames } from '#components/ui/class-names.ts'
import { type Tone, toneText } from '#components/ui/tone.ts'
import { formatMicros } from '#lib/cost/money.ts'

export type Verdicts = {
  policy: { allowed: boolean; policyVersion: number; findings: { level: string; reason: string }[] } | null
  cost: { perMonth: number } | null
  scan: { vulnerabilities: Record<string, number>; unknown: number; components: number; secrets: number } | null
  signed: boolean
}

type Verdict = { name: string; word: string; note: string; tone: Tone; href: string }

/** How policy, cost, scan and signature stand: a word and a figure each, leading to their section. */
export function VerdictStrip({ policy, cost, scan, signed }: Verdicts) {
  const serious = scan ? (scan.vulnerabilities.critical ?? 0) + (scan.vulnerabilities.high ?? 0) + scan.secrets : 0
  const verdicts: Verdict[] = [
    {
      name: 'Policy',
      word: policy ? (policy.allowed ? 'Allowed' : 'Denied') : 'Not asked',
      note: policy ? `version ${policy.policyVersion}, ${policy.findings.length} remarks` : '',
      tone: policy ? (policy.allowed ? 'good' : 'bad') : 'wait',
      href: '#policy',
    },
    {
      name: 'Cost',
      word: cost ? formatMicros(cost.perMonth) : 'Not estimated',
      note: cost ? 'a month' : '',
      tone: 'neutral',
      href: '#cost',
    },
    {
      name: 'Scan',
      word: scan ? (serious ? `${serious} serious` : 'Nothing serious') : 'Not scanned',
      note: scan ? `${scan.unknown} of ${scan.components} packages unknown to the data` : '',
      tone: scan ? (serious ? 'bad' : scan.unknown ? 'wait' : 'good') : 'bad',
      href: '#scan',
    },
    {
      name: 'Signature',
      word: signed ? 'Verified now' : 'Does not verify',
      note: 'SLSA provenance',
      tone: signed ? 'good' : 'bad',
      href: '#scan',
    },
  ]
  return (
    <ul className="mb-6 grid gap-px overflow-hidden rounded-lg border bg-line sm:grid-cols-2 xl:grid-cols-4">
      {verdicts.map((verdict) => (
        <li key={verdict.name} className="bg-surface">
          <a href={verdict.href} className="block h-full px-4 py-3 hover:bg-hover focus-visible:outline-offset-[-2px]">
            <span className="block text-ink-muted text-sm">{verdict.name}</span>
            <span className={classNames('block font-semibold text-prose', toneText[verdict.tone])}>{verdict.word}</span>
            <span className="block text-ink-muted text-sm">{verdict.note}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
