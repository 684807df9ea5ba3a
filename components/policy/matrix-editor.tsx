'use client'

import { Redo2, Save, Undo2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { KeyHint } from '#components/ui/key-hint.tsx'
import { Section } from '#components/ui/section.tsx'
import { Select } from '#components/ui/select.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { type Answer, useAct } from '#components/ui/use-act.ts'
import { dataClassifications } from '#lib/manifests/classes.ts'
import { changedKeys } from '#lib/policy/matrix/edit-matrix.ts'
import type { MatrixOfDraft } from '#lib/policy/matrix/matrix-of-draft.ts'
import { ANY } from '#lib/policy/matrix/matrix-words.ts'
import type { MatrixRow, QuotaRow } from '#lib/policy/matrix/schema.ts'
import { MatrixEditorGrid } from './matrix-editor-grid.tsx'
import { MatrixFileBar } from './matrix-file-bar.tsx'
import { QuotaTable } from './quota-table.tsx'
import { useMatrixEdits } from './use-matrix-edits.ts'

export type SaveMatrix = (input: {
  id: string
  revision: number
  matrix: MatrixRow[]
  quota: QuotaRow[]
}) => Promise<Answer<{ revision: number }>>

/** The matrix, quotas and budgets of a draft: edited here, kept with a press, in force once the draft is activated. */
export function MatrixEditor({ draft, save }: { draft: MatrixOfDraft; save: SaveMatrix }) {
  const { scope, owner, active, around, environments, editable } = draft
  const edits = useMatrixEdits({ matrix: draft.matrix, quota: draft.quota })
  const { matrix, quota } = edits.now
  const [revision, setRevision] = useState(draft.revision)
  const [environment, setEnvironment] = useState(ANY)
  const [classification, setClassification] = useState<MatrixRow['classification']>(ANY)
  const saving = useAct(save, ({ revision: next }) => {
    setRevision(next)
    edits.saved(edits.now)
    toastDone('Kept in the draft. It counts once the draft is activated.')
  })
  const keep = () => saving.run({ id: draft.id, revision, matrix, quota })
  useKeys({ z: edits.undo, y: edits.redo, s: editable && edits.unsaved ? keep : undefined })
  const changes = changedKeys(active.matrix, matrix).size
  return (
    <>
      <div className="sticky top-12 z-10 mb-4 flex flex-wrap items-center gap-2 border-b bg-canvas py-2">
        <Select
          aria-label="Environment"
          value={environment}
          onChange={({ target }) => setEnvironment(target.value)}
          options={named(environments, 'Any environment')}
          className="w-40"
        />
        <Select
          aria-label="Data"
          value={classification}
          onChange={({ target }) => setClassification(target.value as MatrixRow['classification'])}
          options={named(dataClassifications, 'Any data')}
          className="w-36"
        />
        <p aria-live="polite" className="min-w-0 flex-1 basis-48 text-ink-muted">
          {sayChanges(changes, draft.activeVersion)}
        </p>
        {editable ? (
          <>
            <IconButton label="Undo" icon={<Undo2 />} disabled={!edits.undo} onClick={edits.undo} />
            <IconButton label="Redo" icon={<Redo2 />} disabled={!edits.redo} onClick={edits.redo} />
            <Button variant="primary" icon={<Save />} pending={saving.pending} disabled={!edits.unsaved} onClick={keep}>
              {edits.unsaved ? 'Keep in the draft' : 'Kept'}
            </Button>
          </>
        ) : null}
      </div>
      {saving.refusal ? <ErrorNotice {...saving.refusal} className="mb-4" /> : null}
      <div className="grid gap-x-6 min-[1400px]:grid-cols-[minmax(0,1fr)_26rem]">
        <Section
          title="Matrix"
          description={editable ? <Keys /> : 'What the draft allows and denies.'}
          className="min-w-0"
        >
          <MatrixEditorGrid
            scope={scope}
            owner={owner}
            place={{ environment, classification }}
            rows={matrix}
            active={active.matrix}
            around={around.matrix}
            editable={editable}
            onEdit={(rows) => edits.edit({ matrix: rows })}
          />
        </Section>
        <div className="min-w-0">
          <Section title="Quotas and budgets" description="An empty field is inherited; its hint says from whom.">
            <QuotaTable
              scope={scope}
              environments={environments}
              rows={quota}
              active={active.quota}
              around={around.quota}
              editable={editable}
              onEdit={(rows) => edits.edit({ quota: rows })}
            />
          </Section>
          <Section
            title="As a file"
            description={`${matrix.length === 1 ? '1 row' : `${matrix.length} rows`}. An upload takes the place of all of them.`}
          >
            <MatrixFileBar
              name={`matrix-${scope}`}
              rows={matrix}
              environments={environments}
              editable={editable}
              onRead={(rows, file) => {
                edits.edit({ matrix: rows })
                toastDone(`${rows.length} rows of ${file} took the place of the matrix. Undo brings the old ones back.`)
              }}
            />
          </Section>
        </div>
      </div>
    </>
  )
}

const named = (names: readonly string[], any: string) => [
  { value: ANY, label: any },
  ...names.map((name) => ({ value: name, label: name })),
]

function sayChanges(count: number, version: number | null): string {
  const against = version === null ? 'what is in force' : `version ${version}`
  if (count === 0) return `Says the same as ${against}.`
  return `${count === 1 ? '1 cell differs' : `${count} cells differ`} from ${against}, over all places.`
}

function Keys() {
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1 max-sm:hidden">
      <span>
        <KeyHint keys={['←', '↑', '→', '↓']} /> move, with <KeyHint keys={['shift']} /> choose several
      </span>
      <span>
        <KeyHint keys={['space']} /> turn
      </span>
      <span>
        <KeyHint keys={['a', 'd', 'i']} /> allow, deny, inherit
      </span>
    </span>
  )
}

/** Ctrl or ⌘ with a letter; shift with z goes forth again. Fields keep their own steps back. */
function useKeys({ z, y, s }: Record<'z' | 'y' | 's', (() => void) | undefined>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return
      const letter = event.key.toLowerCase()
      const inField = event.target instanceof HTMLInputElement && event.target.type !== 'file'
      if (inField && letter !== 's') return
      const act =
        letter === 's' ? s : letter === 'y' || (letter === 'z' && event.shiftKey) ? y : letter === 'z' ? z : undefined
      if (letter === 's' || act) event.preventDefault()
      act?.()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [z, y, s])
}
