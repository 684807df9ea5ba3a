'use client'

import { Plus, Save, Trash2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice, type Refusal } from '#components/ui/error-notice.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Input } from '#components/ui/input.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { type Answer, useAct } from '#components/ui/use-act.ts'
import type { RuleFault } from '#lib/policy/registry/rule-fault.ts'
import { ruleIdPattern } from '#lib/policy/registry/schema.ts'
import { CollisionNotice } from './collision-notice.tsx'
import { RuleFaults } from './rule-faults.tsx'
import { RuleNames } from './rule-names.tsx'
import { type LintRule, useRules } from './use-rules.ts'

const CedarEditor = dynamic(() => import('./cedar-editor.tsx'), {
  ssr: false,
  loading: () => <Skeleton className="h-80 w-full" />,
})

type Texts = Record<string, string>
type Draft = {
  id: string
  revision: number
  editable: boolean
  policies: Texts
  base: Texts
  faults: RuleFault[]
}
type SaveRules = (input: { id: string; revision: number; policies: Texts }) => Promise<Answer<{ revision: number }>>
type Reread = (input: { id: string }) => Promise<Answer<{ revision: number; policies: Texts }>>

/** The rules of a draft: a list, the text of one, and what is wrong with it as it is typed. Any text is kept. */
export function RuleEditor({
  draft,
  save,
  reread,
  lint,
}: {
  draft: Draft
  save: SaveRules
  reread: Reread
  lint: LintRule
}) {
  const rules = useRules(draft, lint)
  const [revision, setRevision] = useState(draft.revision)
  const [target, setTarget] = useState<{ line: number; column: number }>()
  const saving = useAct(
    async (policies: Texts) => {
      const answer = await save({ id: draft.id, revision, policies })
      if (!answer.ok && (answer.problem as Refusal).code === 'conflict') {
        const theirs = await reread({ id: draft.id })
        if (theirs.ok) {
          rules.collide(theirs.value.revision, theirs.value.policies)
          setRevision(theirs.value.revision)
        }
      }
      return answer.ok ? { ok: true as const, value: { ...answer.value, policies } } : answer
    },
    ({ revision: next, policies }) => {
      setRevision(next)
      rules.kept(policies)
      toastDone('Kept in the draft. It counts once the draft is activated.')
    },
  )
  const { selected, text } = rules
  const own = rules.faults.filter(({ rule }) => rule === selected)
  return (
    <div className="grid gap-4 lg:grid-cols-[18rem_minmax(0,1fr)]">
      <div className="min-w-0">
        <RuleNames
          texts={rules.texts}
          base={draft.base}
          faults={rules.faults}
          selected={selected}
          onSelect={rules.select}
        />
        {draft.editable ? <AddRule taken={rules.texts} onAdd={rules.add} /> : null}
      </div>
      <div className="min-w-0">
        <div className="mb-2 flex flex-wrap items-center gap-2">
          <h2 className="min-w-0 flex-1 truncate font-mono text-sm">{selected ?? 'No rule'}</h2>
          {draft.editable && selected !== undefined ? (
            <IconButton label={`Remove ${selected}`} icon={<Trash2 />} onClick={() => rules.remove(selected)} />
          ) : null}
          {draft.editable ? (
            <Button
              variant="primary"
              icon={<Save />}
              pending={saving.pending}
              disabled={!rules.unsaved}
              onClick={() => saving.run(rules.texts)}
            >
              {rules.unsaved ? 'Keep in the draft' : 'Kept'}
            </Button>
          ) : null}
        </div>
        {rules.collision ? (
          <CollisionNotice collision={rules.collision} ours={rules.texts} onTake={rules.write} />
        ) : null}
        {saving.refusal && !rules.collision ? <ErrorNotice {...saving.refusal} className="mb-3" /> : null}
        {selected === undefined || text === undefined ? (
          <p className="text-ink-muted">The draft has no rules of its own: the wider layer’s count.</p>
        ) : (
          <>
            <div className="rounded-lg border bg-surface">
              <CedarEditor
                key={selected}
                text={text}
                faults={own}
                target={target}
                readOnly={!draft.editable}
                onChange={(next) => rules.write(selected, next)}
              />
            </div>
            <RuleFaults faults={own} onGo={setTarget} />
          </>
        )}
      </div>
    </div>
  )
}

const begun = (id: string) => `@id("${id}")
@title("")
@level("hard")
@reason("")
@remedy("")
forbid (
  principal,
  action == BareCount::Action::"pre_deploy",
  resource
)
when { resource.size == "" };
`

/** A new rule by its name: it begins with what every rule needs. */
function AddRule({ taken, onAdd }: { taken: Texts; onAdd(rule: string, text: string): void }) {
  const [id, setId] = useState('')
  const fault =
    id && !ruleIdPattern.test(id) ? 'Words of small letters joined by a dot, such as team.limit.' : undefined
  const double = taken[id] === undefined ? undefined : 'There is a rule by that name.'
  return (
    <form
      className="mt-3 flex gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (!id || fault || double) return
        onAdd(id, begun(id))
        setId('')
      }}
    >
      <div className="min-w-0 flex-1">
        <Input
          aria-label="Name of a new rule"
          placeholder="team.rule"
          value={id}
          onChange={(event) => setId(event.target.value)}
        />
        {(fault ?? double) ? <p className="mt-1 text-bad text-sm">{fault ?? double}</p> : null}
      </div>
      <Button type="submit" icon={<Plus />}>
        Add
      </Button>
    </form>
  )
}
