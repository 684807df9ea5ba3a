'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Dialog, DialogClose } from '#components/ui/dialog.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { DraftActs, DraftHead } from './draft-header.tsx'

/** What can be done with a draft as it stands: rebase, submit, activate, discard. */
export function DraftActions({ draft, acts }: { draft: DraftHead; acts: DraftActs }) {
  const { id, revision, status, approvalId, editable, basedOn, activeVersion, activatedVersion } = draft
  const router = useRouter()
  const [discarding, setDiscarding] = useState(false)
  const submit = useAct(acts.submit, () => toastDone('It waits for somebody who did not edit it.'))
  const activate = useAct(acts.activate, ({ version }) => router.push(`/policy/versions/${version}`))
  const rebase = useAct(acts.rebase, ({ conflicts }) =>
    toastDone(
      conflicts.length ? `Rebased. Changed on both sides, and kept as yours: ${conflicts.join(', ')}.` : 'Rebased.',
    ),
  )
  const discard = useAct(acts.discard, () => router.push('/policy'))
  const at = { id, revision }
  if (activatedVersion !== null)
    return <TextButton href={`/policy/versions/${activatedVersion}`}>Version {activatedVersion}</TextButton>
  if (!editable) return approvalId ? <TextButton href={`/approvals/${approvalId}`}>Approval</TextButton> : null
  const behind = basedOn !== activeVersion
  const acting = [submit, activate, rebase].find(({ refusal }) => refusal)
  return (
    <>
      <ConfirmDialog
        title="Discard this draft?"
        confirm="Discard it"
        danger
        open={discarding}
        onOpenChange={setDiscarding}
        trigger={<Button>Discard</Button>}
        pending={discard.pending}
        refusal={discard.refusal}
        onConfirm={() => discard.run(at)}
      >
        It ends without a version. What it says stays readable.
      </ConfirmDialog>
      {approvalId ? <TextButton href={`/approvals/${approvalId}`}>Approval</TextButton> : null}
      {behind ? (
        <Button variant="primary" pending={rebase.pending} onClick={() => rebase.run(at)}>
          Rebase on version {activeVersion}
        </Button>
      ) : null}
      {status === 'draft' && !behind ? (
        <Button variant="primary" pending={submit.pending} onClick={() => submit.run(at)}>
          Submit for approval
        </Button>
      ) : null}
      {status === 'approved' && !behind ? (
        <Button variant="primary" pending={activate.pending} onClick={() => activate.run(at)}>
          Activate
        </Button>
      ) : null}
      <Dialog
        title="Not yet"
        open={acting !== undefined}
        onOpenChange={(open) => {
          if (!open) for (const { clear } of [submit, activate, rebase]) clear()
        }}
        footer={
          <DialogClose asChild>
            <Button>Close</Button>
          </DialogClose>
        }
      >
        {acting?.refusal ? <ErrorNotice {...acting.refusal} /> : null}
      </Dialog>
    </>
  )
}

function TextButton({ href, children }: { href: string; children: React.ReactNode }) {
  return (
    <Link
      href={href}
      className="inline-flex h-8 items-center rounded-md px-2 font-medium text-accent-text hover:underline"
    >
      {children}
    </Link>
  )
}
