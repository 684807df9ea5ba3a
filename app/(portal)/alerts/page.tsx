import { Siren } from 'lucide-react'
import type { Metadata } from 'next'
import { AlertFilters } from '#components/alerts/alert-filters.tsx'
import { AlertsTable } from '#components/alerts/alerts-table.tsx'
import { SilenceDialog } from '#components/alerts/silence-dialog.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listAlerts, listRules } from '#lib/alerts/queries.ts'
import { alertFilters } from '#lib/alerts/schema.ts'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { ViewsOf } from '../saved-views/views-of.tsx'
import { silenceAction } from './actions.ts'

export const metadata: Metadata = { title: 'Alerts' }

type Props = { searchParams: Promise<Record<string, string>> }

export default async function AlertsPage({ searchParams }: Props) {
  const actor = await pageActor('run:read')
  const { cursor, open, ...asked } = await readSearch(searchParams)
  const filters = alertFilters.safeParse(asked).data ?? {}
  const [{ alerts, next }, rules] = await Promise.all([listAlerts(actor, { ...filters, cursor }), listRules(actor)])
  const silence = may(actor, 'alert:manage') ? silenceAction : undefined
  const filtered = Object.values(filters).some(Boolean) || cursor
  return (
    <>
      <PageHeader
        title="Alerts"
        description="What is not as it should be: found every minute from counters, told to whom each rule names."
        actions={
          <>
            {silence && rules.length ? <SilenceDialog rules={rules} silence={silence} /> : null}
            <ViewsOf actor={actor} page="/alerts" />
          </>
        }
      />
      <AlertFilters rules={rules} />
      {alerts.length ? (
        <AlertsTable rows={alerts} open={open} silence={silence} />
      ) : (
        <EmptyState
          icon={<Siren />}
          title={filtered ? 'No alert is like this' : 'No rule has ever held'}
          actions={
            <ButtonLink href={filtered ? '/alerts' : '/alerts/rules'}>
              {filtered ? 'Show all' : rules.length ? 'See the rules' : 'Add rules'}
            </ButtonLink>
          }
        >
          {filtered
            ? 'Loosen the filters.'
            : 'An alert appears here while a rule holds, such as one for runs that fail, and stays as history.'}
        </EmptyState>
      )}
      <LoadMore next={next} />
    </>
  )
}
