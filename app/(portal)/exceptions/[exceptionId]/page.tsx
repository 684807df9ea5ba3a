import type { Metadata } from 'next'
import { RevokeException, WithdrawException } from '#components/exceptions/end-buttons.tsx'
import { ExceptionHistory } from '#components/exceptions/exception-history.tsx'
import { ExceptionTerms } from '#components/exceptions/exception-terms.tsx'
import { LivingRunners } from '#components/exceptions/living-runners.tsx'
import { RenewDialog } from '#components/exceptions/renew-dialog.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Section } from '#components/ui/section.tsx'
import { Status } from '#components/ui/status.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { lapsedRunners } from '#lib/exceptions/lapsed-runners.ts'
import { getException } from '#lib/exceptions/queries.ts'
import { sayScope } from '#lib/exceptions/say-scope.ts'
import { orNotFound } from '#lib/http/or-not-found.ts'
import { renewExceptionAction, revokeExceptionAction, withdrawExceptionAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Exception' }

type Props = { params: Promise<{ exceptionId: string }> }

export default async function ExceptionPage({ params }: Props) {
  const actor = await pageActor('policy:read')
  const exception = await orNotFound(getException(actor, (await params).exceptionId))
  const { id, state, category, justification, risk, costPlan } = exception
  const living = exception.uses.filter(({ lives }) => lives)
  const lapsed = may(actor, 'runner:read')
    ? await lapsedRunners(
        actor,
        living.map(({ runner }) => runner.id),
      )
    : {}
  const uses = exception.uses.map((use) => ({ ...use, lapsed: use.lives && lapsed[use.runner.id] !== undefined }))
  const inForce = state === 'active' || state === 'upcoming'
  const renewable = (inForce || state === 'expired') && exception.status !== 'requested'
  return (
    <>
      <PageHeader
        title={`Exception for ${sayScope(exception)}`}
        crumbs={[{ label: 'Exceptions', href: '/exceptions' }]}
        description={
          <span className="inline-flex flex-wrap items-center gap-x-3">
            <Status status={state} />
            {inForce ? (
              <span>
                ends <RelativeTime at={exception.expiresAt} />
              </span>
            ) : null}
          </span>
        }
        actions={
          <>
            {state === 'requested' && exception.requestedById === actor.userId ? (
              <WithdrawException id={id} withdraw={withdrawExceptionAction} />
            ) : null}
            {inForce && may(actor, 'exception:revoke') ? (
              <RevokeException id={id} living={living.length} revoke={revokeExceptionAction} />
            ) : null}
            {renewable && may(actor, 'exception:request') ? (
              <RenewDialog
                exception={{
                  id,
                  category,
                  justification,
                  risk,
                  costPlan,
                  expiresAt: exception.expiresAt.toISOString(),
                }}
                renew={renewExceptionAction}
              />
            ) : null}
          </>
        }
      />
      <div className="grid gap-x-8 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="min-w-0">
          <Section title="Terms">
            <ExceptionTerms exception={exception} />
          </Section>
          <Section title="Runners that live on it">
            <LivingRunners uses={uses} />
          </Section>
        </div>
        <aside className="min-w-0">
          <Section title="History">
            <ExceptionHistory exception={exception} />
          </Section>
        </aside>
      </div>
    </>
  )
}
