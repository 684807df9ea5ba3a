import type { Metadata } from 'next'
import { RequestForm } from '#components/exceptions/request-form.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { exceptableRules } from '#lib/exceptions/exceptable-rules.ts'
import { manifestChoices } from '#lib/exceptions/manifest-choices.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { listEnvironments } from '#lib/provisioning/list-environments.ts'
import { requestExceptionAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Ask for an exception' }

type Props = { searchParams: Promise<{ rule?: string; manifestId?: string; environment?: string; class?: string }> }

export default async function NewExceptionPage({ searchParams }: Props) {
  const actor = await pageActor('exception:request')
  const start = await readSearch(searchParams)
  const [rules, manifests, environments] = await Promise.all([
    exceptableRules(actor),
    manifestChoices(actor, start.manifestId),
    listEnvironments(actor),
  ])
  return (
    <>
      <PageHeader
        title="Ask for an exception"
        crumbs={[{ label: 'Exceptions', href: '/exceptions' }]}
        description="Two approvers decide about exactly these terms. They cannot be changed afterwards, only ended early."
      />
      <RequestForm
        start={start}
        rules={rules}
        manifests={manifests}
        environments={environments.map(({ name }) => name)}
        request={requestExceptionAction}
      />
    </>
  )
}
