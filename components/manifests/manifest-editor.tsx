'use client'

import dynamic from 'next/dynamic'
import { type FocusEvent, useEffect, useMemo, useRef, useState } from 'react'
import { CostPanel } from '#components/cost/cost-panel.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import type { Fault } from '#lib/errors.ts'
import { fieldAt, positionOfField } from '#lib/manifests/field-position.ts'
import { applyRecommendation } from '#lib/manifests/selection-guide.ts'
import { EditorBar } from './editor-bar.tsx'
import { fieldId, ManifestForm } from './form-context.tsx'
import { FormSections } from './form-sections.tsx'
import { NearestCompliant } from './nearest-compliant.tsx'
import { SourceUpload, type UploadedSource } from './source-upload.tsx'
import { type SaveDraft, useAutosave } from './use-autosave.ts'
import { useManifestText } from './use-manifest-text.ts'
import { type SuggestCompliant, useNearest } from './use-nearest.ts'
import { type SubmitDraft, useSubmission } from './use-submission.ts'
import { useVerdict, type ValidateDraft } from './use-verdict.ts'
import { VerdictPane } from './verdict-pane.tsx'
import { WorkloadInputs } from './workload-inputs.tsx'

const YamlEditor = dynamic(() => import('./yaml-editor.tsx'), {
  ssr: false,
  loading: () => <Skeleton className="h-80 w-full" />,
})

export type EditorStart = {
  text: string
  source: UploadedSource | undefined
  draftId: string | undefined
  /** The manifest this becomes a version of; undefined for a new one. */
  manifest: { id: string; name: string; latestVersion: number } | undefined
  /** Whether to begin with the selection guide. */
  guide: boolean
  /** Where it is judged; the first environment when left out. */
  environment?: string | undefined
  /** What it begins with, where that is not what was written before. */
  filledIn?: { title: string; words: string } | undefined
}

export type EditorActions = {
  validate: ValidateDraft
  submit: SubmitDraft
  saveDraft: SaveDraft
  suggest: SuggestCompliant
  discardDraft(input: { id: string }): Promise<unknown>
}

type View = 'form' | 'yaml'

/**
 * Writes a manifest: as a form or as YAML over the same text, with the verdict beside it. Keeps a draft by itself;
 * submitting makes an immutable version.
 */
export function ManifestEditor({ start, actions }: { start: EditorStart; actions: EditorActions }) {
  const manifest = useManifestText(start.text)
  const [source, setSource] = useState(start.source)
  const [assumptions, setAssumptions] = useState({})
  const [view, setView] = useState<View>('form')
  const [target, setTarget] = useState<{ line: number; column: number }>()
  const place = useRef<{ field?: string | undefined; offset?: number }>({})
  const { text, parsed } = manifest

  const asked = { text, environment: start.environment, assumptions }
  const verdict = useVerdict(asked, actions.validate)
  const denied = !verdict.stale && parsed.faults.length === 0 && verdict.answer?.policy?.allowed === false
  const nearest = useNearest(asked, denied, actions.suggest)
  const content = useMemo(
    () => ({
      text,
      ...(start.manifest && { manifestId: start.manifest.id }),
      ...(source && { sourceDigest: source.digest }),
    }),
    [text, source, start.manifest],
  )
  const autosave = useAutosave(content, { ...start, sourceDigest: start.source?.digest }, actions.saveDraft)
  const newDraft = start.manifest ? undefined : autosave.draftId
  useEffect(() => {
    // A reload, or the address sent to oneself, finds the draft again.
    if (newDraft) window.history.replaceState(null, '', `?draft=${newDraft}`)
  }, [newDraft])
  const submission = useSubmission({ content, parsed, autosave, submit: actions.submit })

  const showInYaml = (position: { line: number; column: number }) => {
    setView('yaml')
    setTarget({ ...position })
  }
  /** Both views keep the same place: the field that had the focus, the field the cursor was in. */
  const changeView = (next: View) => {
    const { field, offset } = place.current
    if (next === 'yaml' && field) return showInYaml(positionOfField(text, field))
    setView(next)
    if (next === 'form' && offset !== undefined) focusField(fieldAt(text, offset))
  }
  const jump = (fault: Fault) => {
    if (view === 'form' && fault.path && document.getElementById(fieldId(fault.path))) return focusField(fault.path)
    showInYaml({ line: fault.line ?? 1, column: fault.column ?? 1 })
  }
  const rememberField = (event: FocusEvent) => {
    const id = event.target.id
    if (id.startsWith(fieldId(''))) place.current.field = id.slice(fieldId('').length)
  }

  const form =
    parsed.value === undefined && text.trim() !== '' ? (
      <Notice kind="caution" title="The form is not available while the YAML does not parse.">
        {parsed.faults[0]?.message} Correct it in the YAML; nothing is lost.
      </Notice>
    ) : (
      <ManifestForm manifest={manifest}>
        <div onFocusCapture={rememberField}>
          <FormSections
            nameFixed={start.manifest !== undefined}
            upload={<SourceUpload source={source} onUploaded={setSource} />}
          />
        </div>
      </ManifestForm>
    )

  return (
    <>
      <EditorBar
        start={start}
        autosave={autosave}
        pending={submission.pending}
        text={text}
        name={parsed.normalised?.metadata.name ?? start.manifest?.name}
        onSubmit={submission.submit}
        onRecommend={(recommendation) => manifest.setText(applyRecommendation(text, recommendation))}
        canRecommend={parsed.value !== undefined}
        discard={actions.discardDraft}
      />
      {submission.refusal ? <ErrorNotice {...submission.refusal} className="mb-4" /> : null}
      {start.filledIn ? (
        <Notice kind="info" title={start.filledIn.title} className="mb-4">
          {start.filledIn.words}
        </Notice>
      ) : null}
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Tabs
          label="Ways to write the manifest"
          value={view}
          onValueChange={(next) => changeView(next as View)}
          tabs={[
            { value: 'form', label: 'Form', content: view === 'form' ? form : null },
            {
              value: 'yaml',
              label: 'YAML',
              content: (
                <div className="rounded-md border bg-surface">
                  <YamlEditor
                    text={text}
                    faults={parsed.faults}
                    target={target}
                    onChange={manifest.setText}
                    onCursor={(offset) => {
                      place.current = { offset }
                    }}
                  />
                </div>
              ),
            },
          ]}
        />
        <div className="lg:sticky lg:top-16 lg:max-h-[calc(100dvh-5rem)] lg:self-start lg:overflow-y-auto">
          <VerdictPane
            faults={parsed.faults}
            verdict={verdict}
            onJump={jump}
            onFix={manifest.setField}
            scope={{
              manifestId: start.manifest?.id,
              environment: start.environment,
              class: parsed.normalised?.runner.class,
            }}
            nearest={denied ? <NearestCompliant state={nearest} onUse={manifest.setText} /> : null}
            next={[
              ...(submission.needsSource ? ['Upload the source: there is nothing to build yet.'] : []),
              ...(verdict.answer?.next?.steps ?? []),
            ]}
            cost={
              verdict.answer?.cost ? (
                <>
                  <CostPanel
                    estimate={verdict.answer.cost}
                    delta={verdict.answer.delta}
                    comparison={verdict.answer.comparison}
                  />
                  <WorkloadInputs answer={verdict.answer} assumptions={assumptions} onAssume={setAssumptions} />
                </>
              ) : undefined
            }
          />
        </div>
      </div>
    </>
  )
}

function focusField(path: string | undefined): void {
  if (!path) return
  // After the tab has drawn its panel.
  requestAnimationFrame(() => {
    const element = document.getElementById(fieldId(path))
    const control = element?.matches('input, select, textarea')
      ? element
      : element?.querySelector('input, select, textarea')
    element?.scrollIntoView({ block: 'center' })
    if (control instanceof HTMLElement) control.focus({ preventScroll: true })
  })
}
