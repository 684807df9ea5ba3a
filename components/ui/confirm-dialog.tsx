'use client'

import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Dialog, DialogClose } from './dialog.tsx'
import { ErrorNotice, type Refusal } from './error-notice.tsx'

export type ConfirmDialogProps = {
  title: ReactNode
  /** What will happen, in one or two sentences. */
  children: ReactNode
  /** Names the act: "Remove Ada". */
  confirm: string
  onConfirm: () => void
  danger?: boolean
  pending?: boolean
  refusal?: Refusal | undefined
  trigger?: ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

/** Asks before something that is hard to undo. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, confirm, onConfirm, danger, pending, refusal, ...dialog } = props
  return (
    <Dialog
      title={title}
      footer={
        <>
          <DialogClose asChild>
            <Button>Keep it as it is</Button>
          </DialogClose>
          <Button variant={danger ? 'danger' : 'primary'} pending={pending ?? false} onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
      {...dialog}
    >
      {children}
      {refusal ? <ErrorNotice {...refusal} className="mt-3" /> : null}
    </Dialog>
  )
}
