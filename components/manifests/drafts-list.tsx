import Link from 'next/link'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Section } from '#components/ui/section.tsx'

type Draft = { id: string; manifestId: string | null; updatedAt: Date; name: string | undefined }

/** What the person began and has not submitted; nothing when there is none. */
export function DraftsList({ drafts }: { drafts: readonly Draft[] }) {
  if (drafts.length === 0) return null
  return (
    <Section title="Your drafts">
      <ul className="flex flex-wrap gap-x-6 gap-y-1">
        {drafts.map((draft) => (
          <li key={draft.id}>
            <Link
              href={draft.manifestId ? `/manifests/${draft.manifestId}/edit` : `/manifests/new?draft=${draft.id}`}
              className="text-accent-text hover:underline"
            >
              {draft.name ?? 'Unnamed manifest'}
            </Link>{' '}
            <RelativeTime at={draft.updatedAt} className="text-ink-muted" />
          </li>
        ))}
      </ul>
    </Section>
  )
}
