import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { NewDraftDialog } from '#components/policy/new-draft-dialog.tsx'
import { RuleTexts } from '#components/policy/rule-texts.tsx'
import { scopeNames, scopeWords } from '#components/policy/scope-words.ts'
import { VersionDiff } from '#components/policy/version-diff.tsx'
import { VersionPicker } from '#components/policy/version-picker.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Section } from '#components/ui/section.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { orNotFound } from '#lib/http/or-not-found.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { getVersion, listVersions } from '#lib/policy/registry/queries.ts'
import { versionParams } from '#lib/policy/registry/schema.ts'
import { createDraftAction } from '../../drafts/actions.ts'

export const metadata: Metadata = { title: 'Policy version' }

type Props = { params: Promise<{ version: string }>; searchParams: Promise<{ against?: string }> }

export default async function PolicyVersionPage({ params, searchParams }: Props) {
  const actor = await pageActor('policy:read')
  const read = versionParams.safeParse(await params)
  if (!read.success) notFound()
  const { version } = read.data
  const against = Number((await readSearch(searchParams)).against) || undefined
  const shown = await orNotFound(getVersion(actor, version, against))
  const { versions } = await listVersions(actor, { scope: shown.scope, limit: 100 })
  const { scope, note, activatedAt, retiredAt, comparedWith, createdBy } = shown
  return (
    <>
      <PageHeader
        title={`Version ${version} of ${scopeWords[scope]}`}
        crumbs={[
          { label: 'Policy', href: '/policy' },
          { label: 'Versions', href: '/policy/versions' },
        ]}
        description={
          <>
            {note} {createdBy ? `By ${createdBy}.` : 'It shipped with the product.'}{' '}
            {activatedAt ? (
              <>
                Active since <RelativeTime at={activatedAt} />
              </>
            ) : (
              'Never active'
            )}
            {retiredAt ? (
              <>
                , until <RelativeTime at={retiredAt} />
              </>
            ) : null}
            .
          </>
        }
        actions={
          may(actor, 'policy:write') && retiredAt ? (
            <NewDraftDialog create={createDraftAction} back={{ scope, version }} />
          ) : null
        }
      />
      <Section
        title="What it changed"
        actions={
          <VersionPicker
            version={version}
            against={comparedWith}
            versions={versions.map((one) => one.version).filter((one) => one !== version)}
          />
        }
      >
        <VersionDiff
          diff={shown.diff}
          before={shown.before}
          after={shown.policies}
          titles={{ left: comparedWith ? `Version ${comparedWith}` : 'Nothing', right: `Version ${version}` }}
        />
      </Section>
      <Section title="Rules" description={`${scopeNames[scope]} rules of this version, as they are.`}>
        <RuleTexts policies={shown.policies} />
      </Section>
    </>
  )
}
