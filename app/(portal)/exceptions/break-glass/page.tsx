import { Siren } from 'lucide-react'
import type { Metadata } from 'next'
import { GlassList } from '#components/break-glass/glass-list.tsx'
import { OpenGlassDialog } from '#components/break-glass/open-glass-dialog.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { listBreakGlass } from '#lib/break-glass/queries.ts'
import { manifestChoices } from '#lib/exceptions/manifest-choices.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { listEnvironments } from '#lib/provisioning/list-environments.ts'
import { closeBreakGlassAction, openBreakGlassAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Break-glass' }

type Props = { searchParams: Promise<{ cursor?: string }> }

export default async function BreakGlassPage({ searchParams }: Props) {
  const actor = await pageActor('policy:read')
  const { cursor } = await readSearch(searchParams)
  const responds = may(actor, 'gate:break_glass')
  const [{ breakGlass, next }, environments, manifests] = await Promise.all([
    listBreakGlass(actor, { cursor }),
    listEnvironments(actor),
    responds ? manifestChoices(actor) : [],
  ])
  return (
    <>
      <PageHeader
        title="Break-glass"
        description="In an emergency an environment is opened for a few hours at the most. Every use is reviewed afterwards, and nothing else changes there until it is."
        actions={
          responds ? (
            <OpenGlassDialog
              environments={environments.map(({ name }) => name)}
              manifests={manifests}
              openGlass={openBreakGlassAction}
            />
          ) : null
        }
      />
      {breakGlass.length ? (
        <GlassList items={breakGlass} {...(responds ? { close: closeBreakGlassAction } : {})} />
      ) : (
        <EmptyState icon={<Siren />} title="The glass is whole">
          When a responder breaks it, this page says who, why, until when, what passed by it, and who reviewed that.
        </EmptyState>
      )}
      <LoadMore next={next} />
    </>
  )
}
