'use client'

import { useEffect, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogClose } from '#components/ui/dialog.tsx'
import { ErrorNotice, type Refusal } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { BoardActs, Preview } from './board-moves.ts'
import { ChangedFields } from './changed-fields.tsx'
import { MoveSummary } from './move-summary.tsx'

export type MoveDialogProps = {
  move: { kind: 'promote' | 'rollback'; manifestId: string; name: string; from: string; to: string }
  acts: BoardActs
  onClose: () => void
  /** Called with the deployment, when it is on its way. */
  onDone?: (id: string) => void
}

/** The one question before anything goes up or back: what changes, what the gates say, and then the act by its name. */
export function MoveDialog({ move, acts, onClose, onDone }: MoveDialogProps) {
  const { kind, manifestId, name, from, to } = move
  const [version, setVersion] = useState('')
  const [begin, setBegin] = useState('')
  const startsAt = begin ? new Date(begin).toISOString() : undefined
  const { preview, refusal } = usePreview(acts, move, version, startsAt)
  const done = ({ id }: { id: string }) => {
    toastDone(kind === 'promote' ? `${name} is on its way to ${to}.` : `${name} is going back in ${to}.`)
    onClose()
    onDone?.(id)
  }
  const promote = useAct(acts.promote ?? refuse, done)
  const rollBack = useAct(acts.rollBack ?? refuse, done)
  const going = kind === 'promote' ? promote : rollBack
  const confirm = () =>
    kind === 'promote'
      ? promote.run({ manifestId, from, to, ...(startsAt && { startsAt }) })
      : rollBack.run({
          manifestId,
          environment: to,
          ...(version && { version: Number(version) }),
          ...(startsAt && { startsAt }),
        })
  const mayGo = preview !== undefined && (preview.allowed || preview.overridable)
  const what = kind === 'promote' ? `Promote to ${to}` : `Roll back${preview ? ` to v${preview.version}` : ''}`
  return (
    <Dialog
      wide
      open
      onOpenChange={(open) => !open && onClose()}
      title={kind === 'promote' ? `Promote ${name} from ${from} to ${to}` : `Roll back ${name} in ${to}`}
      description={
        kind === 'promote'
          ? 'The same version and the same artifact, with the other environment’s variables. Nothing is built again.'
          : 'The artifact that ran well before comes back, through every gate of now. Nothing is built again.'
      }
      footer={
        <>
          <DialogClose asChild>
            <Button>Keep it as it is</Button>
          </DialogClose>
          <Button variant="primary" disabled={!mayGo} pending={going.pending} onClick={confirm}>
            {what}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        {kind === 'rollback' ? (
          <Field label="Version" optional hint="Left out: the good one before what runs.">
            {(control) => (
              <Input
                {...control}
                type="number"
                min={1}
                value={version}
                onChange={({ target }) => setVersion(target.value)}
                className="w-28"
              />
            )}
          </Field>
        ) : null}
        <Field label="Begin" optional hint="Left out: as soon as the gates let it. Approvals may be given before.">
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              value={begin}
              onChange={({ target }) => setBegin(target.value)}
              className="w-56"
            />
          )}
        </Field>
        {refusal ? <ErrorNotice {...refusal} /> : null}
        {going.refusal ? <ErrorNotice {...going.refusal} /> : null}
        {!preview && !refusal ? (
          <div aria-busy="true" className="space-y-2">
            <Skeleton className="h-5 w-2/3" />
            <Skeleton className="h-24 w-full" />
          </div>
        ) : null}
        {preview ? (
          <>
            <MoveSummary preview={preview} />
            <section aria-label="What changes" className="space-y-2">
              <h3 className="font-semibold">
                {preview.live
                  ? `Against v${preview.live.version}, which runs in ${to} now`
                  : `Nothing runs in ${to} yet; what is other there`}
              </h3>
              {preview.changed.length ? (
                <ChangedFields changes={preview.changed} />
              ) : (
                <p className="text-ink-muted">Nothing: manifest, variables and artifact are the same.</p>
              )}
            </section>
          </>
        ) : null}
      </div>
    </Dialog>
  )
}

/** Asks what the move would do, and again when another version is chosen; an answer that comes too late is dropped. */
function usePreview(acts: BoardActs, move: MoveDialogProps['move'], version: string, startsAt: string | undefined) {
  const [answer, setAnswer] = useState<{ preview?: Preview; refusal?: Refusal }>({})
  const { kind, manifestId, from, to } = move
  const { preview: ask } = acts
  useEffect(() => {
    let wanted = true
    const chosen = Number(version)
    const later = startsAt ? { startsAt } : {}
    const input =
      kind === 'promote'
        ? { kind, manifestId, from, to, ...later }
        : { kind, manifestId, to, ...later, ...(chosen >= 1 && { version: Math.floor(chosen) }) }
    ask(input).then(
      (result) => wanted && setAnswer(result.ok ? { preview: result.value } : { refusal: result.problem }),
      () =>
        wanted && setAnswer({ refusal: { title: 'The portal did not answer', remedy: 'Close this and try again.' } }),
    )
    return () => {
      wanted = false
    }
  }, [ask, kind, manifestId, from, to, version, startsAt])
  return answer
}

/** Nobody is shown an act they may not do; this only satisfies the hook's need for one. */
const refuse = async () => ({ ok: false as const, problem: { title: 'Your role does not permit this' } })
