import { Badge } from '#components/ui/badge.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Status } from '#components/ui/status.tsx'
import { TabLinks } from '#components/ui/tab-links.tsx'
import type { Answer } from '#components/ui/use-act.ts'
import { DraftActions } from './draft-actions.tsx'
import { scopeWords } from './scope-words.ts'

export type DraftHead = {
  id: string
  title: string
  scope: keyof typeof scopeWords
  status: string
  revision: number
  basedOn: number | null
  activeVersion: number | null
  approvalId: string | null
  activatedVersion: number | null
  editable: boolean
  editors: readonly string[]
  errors: number
  failing: number
}

type AtRevision = { id: string; revision: number }
export type DraftActs = {
  submit(input: AtRevision): Promise<Answer<{ approvalId: string }>>
  activate(input: AtRevision): Promise<Answer<{ version: number }>>
  rebase(input: AtRevision): Promise<Answer<{ conflicts: string[] }>>
  discard(input: AtRevision): Promise<Answer<unknown>>
}

/** The head of every page of a draft: how it stands, what can be done with it, and its parts. */
export function DraftHeader({ draft, acts }: { draft: DraftHead; acts: DraftActs }) {
  const { id, title, scope, status, revision, basedOn, editors, errors, failing } = draft
  const base = `/policy/drafts/${id}`
  const from = basedOn === null ? 'the first of its layer' : `made from version ${basedOn}`
  return (
    <>
      <PageHeader
        title={title}
        crumbs={[{ label: 'Policy', href: '/policy' }]}
        description={
          <span className="inline-flex flex-wrap items-center gap-x-2">
            <Status status={status} />
            <span>
              Draft of {scopeWords[scope]}, {from}, revision {revision}; edited by {editors.join(', ')}.
            </span>
          </span>
        }
        actions={<DraftActions draft={draft} acts={acts} />}
      />
      <TabLinks
        label="Parts of the draft"
        links={[
          { href: base, label: <Counted count={errors}>Rules</Counted> },
          { href: `${base}/matrix`, label: 'Matrix and quotas' },
          { href: `${base}/tests`, label: <Counted count={failing}>Tests</Counted> },
          { href: `${base}/what-if`, label: 'What if' },
          { href: `${base}/changes`, label: 'Changes' },
        ]}
      />
    </>
  )
}

function Counted({ count, children }: { count: number; children: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      {children}
      {count > 0 ? <Badge tone="bad">{count}</Badge> : null}
    </span>
  )
}
