import type { Metadata } from 'next'
import { LetterActs } from '#components/dead-letters/letter-acts.tsx'
import { LetterDetails } from '#components/dead-letters/letter-details.tsx'
import { LetterFacts } from '#components/dead-letters/letter-facts.tsx'
import { PayloadPanel } from '#components/dead-letters/payload-panel.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Section } from '#components/ui/section.tsx'
import { Status } from '#components/ui/status.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { getDeadLetter } from '#lib/dead-letters/queries.ts'
import { orNotFound } from '#lib/http/or-not-found.ts'
import { causeTitles } from '#lib/runs/run-words.ts'
import { readPayloadAction, reopenAction, resolveAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Dead letter' }

type Props = { params: Promise<{ deadLetterId: string }> }

export default async function DeadLetterPage({ params }: Props) {
  const actor = await pageActor('run:read')
  const letter = await orNotFound(getDeadLetter(actor, (await params).deadLetterId))
  const { id, status, alike, fingerprint } = letter
  return (
    <>
      <PageHeader
        title={`Failure of ${letter.runner.name}`}
        crumbs={[{ label: 'Dead letters', href: '/dead-letters' }]}
        description={
          <span className="inline-flex flex-wrap items-center gap-x-3">
            <Status status={status} />
            {causeTitles[letter.cause]}
          </span>
        }
        actions={
          <LetterActs
            {...{ id, status }}
            mayReplay={may(actor, 'run:start')}
            mayClose={may(actor, 'dead_letter:resolve')}
            close={resolveAction}
            reopen={reopenAction}
          />
        }
      />
      <div className="grid gap-x-8 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="min-w-0">
          <Section
            title="Error"
            description={
              alike > 1 ? (
                <TextLink href={`/dead-letters?view=list&fingerprint=${encodeURIComponent(fingerprint)}`}>
                  {alike.toLocaleString('en')} open failures are this one error.
                </TextLink>
              ) : undefined
            }
          >
            <pre className="whitespace-pre-wrap break-words rounded-md border bg-sunken p-3 font-mono text-sm">
              {letter.error}
            </pre>
          </Section>
          <LetterDetails letter={letter} />
          <Section title="Payload">
            <PayloadPanel
              id={id}
              kept={letter.payloadKept}
              until={letter.expiresAt.toISOString()}
              may={may(actor, 'dead_letter:payload')}
              read={readPayloadAction}
            />
          </Section>
        </div>
        <aside className="min-w-0">
          <Section title="What it is">
            <LetterFacts letter={letter} />
          </Section>
        </aside>
      </div>
    </>
  )
}
