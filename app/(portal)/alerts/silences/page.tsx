import { BellOff } from 'lucide-react'
import type { Metadata } from 'next'
import { SilenceDialog } from '#components/alerts/silence-dialog.tsx'
import { SilencesTable } from '#components/alerts/silences-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listRules, listSilences } from '#lib/alerts/queries.ts'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { endSilenceAction, silenceAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Silences' }

type Props = { searchParams: Promise<{ cursor?: string }> }

export default async function SilencesPage({ searchParams }: Props) {
  const actor = await pageActor('run:read')
  const { cursor } = await readSearch(searchParams)
  const [{ silences, next }, rules] = await Promise.all([listSilences(actor, { cursor }), listRules(actor)])
  const manages = may(actor, 'alert:manage')
  return (
    <>
      <PageHeader
        title="Silences"
        description="Times in which nobody is told. Alerts go on being found and kept."
        actions={manages ? <SilenceDialog rules={rules} silence={silenceAction} /> : null}
      />
      {silences.length ? (
        <SilencesTable rows={silences} end={manages ? endSilenceAction : undefined} />
      ) : (
        <EmptyState icon={<BellOff />} title="Nothing was ever silenced">
          Silence a rule or a runner while its trouble is known, so that people are told of the next one.
        </EmptyState>
      )}
      <LoadMore next={next} />
    </>
  )
}
