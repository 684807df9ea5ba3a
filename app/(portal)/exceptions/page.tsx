import { Handshake } from 'lucide-react'
import type { Metadata } from 'next'
import { ExceptionFilters } from '#components/exceptions/exception-filters.tsx'
import { ExceptionsTable } from '#components/exceptions/exceptions-table.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { exceptableRules } from '#lib/exceptions/exceptable-rules.ts'
import { listExceptions } from '#lib/exceptions/queries.ts'
import { exceptionFilters } from '#lib/exceptions/schema.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { listEnvironments } from '#lib/provisioning/list-environments.ts'
import { ViewsOf } from '../saved-views/views-of.tsx'

export const metadata: Metadata = { title: 'Exceptions' }

type Props = { searchParams: Promise<Record<string, string>> }

export default async function ExceptionsPage({ searchParams }: Props) {
  const actor = await pageActor('policy:read')
  const { cursor, ...asked } = await readSearch(searchParams)
  const filters = exceptionFilters.safeParse(asked).data ?? {}
  const [{ exceptions, next }, rules, environments] = await Promise.all([
    listExceptions(actor, { ...filters, cursor }),
    exceptableRules(actor),
    listEnvironments(actor),
  ])
  const ask = may(actor, 'exception:request') ? (
    <ButtonLink href="/exceptions/new" variant="primary">
      Ask for an exception
    </ButtonLink>
  ) : null
  return (
    <>
      <PageHeader
        title="Exceptions"
        description="Leave to break one rule, for a scope and a time; it stops counting at the instant it ends."
        actions={
          <>
            <ViewsOf actor={actor} page="/exceptions" />
            {ask}
          </>
        }
      />
      <ExceptionFilters rules={rules} environments={environments.map(({ name }) => name)} />
      {exceptions.length ? (
        <ExceptionsTable rows={exceptions} />
      ) : (
        <EmptyState icon={<Handshake />} title="No exception here" actions={ask}>
          What somebody asks for because a rule cannot be kept appears here, with how it was decided and when it ends.
          Ask from the finding that denies you, and the form is filled in.
        </EmptyState>
      )}
      <LoadMore next={next} />
    </>
  )
}
