'use client'

import { X } from 'lucide-react'
import * as RadixDialog from 'radix-ui/dialog'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { IconButton } from './icon-button.tsx'

export type DialogProps = {
  title: ReactNode
  description?: ReactNode
  /** What opens it: one element that takes a press. Leave out when `open` is controlled. */
  trigger?: ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
  children: ReactNode
  /** The acts, at the bottom right; the safe one first. */
  footer?: ReactNode
  wide?: boolean
}

/** A question that must be answered before going on. Focus stays inside; Escape leaves. */
export function Dialog({ title, description, trigger, children, footer, wide, ...rest }: DialogProps) {
  return (
    <RadixDialog.Root {...rest}>
      {trigger ? <RadixDialog.Trigger asChild>{trigger}</RadixDialog.Trigger> : null}
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-40 animate-appear bg-black/40" />
        <RadixDialog.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={classNames(
            '-translate-x-1/2 fixed top-[min(12vh,7rem)] left-1/2 z-50 flex max-h-[calc(100dvh-min(12vh,7rem)-1rem)] w-[calc(100vw-2rem)] animate-appear flex-col rounded-lg bg-raised shadow-overlay',
            wide ? 'max-w-3xl' : 'max-w-lg',
          )}
        >
          <header className="flex items-start gap-4 px-5 pt-4">
            <div className="min-w-0 flex-1">
              <RadixDialog.Title className="font-semibold text-prose">{title}</RadixDialog.Title>
              {description ? (
                <RadixDialog.Description className="mt-1 text-ink-muted">{description}</RadixDialog.Description>
              ) : null}
            </div>
            <RadixDialog.Close asChild>
              <IconButton label="Close" icon={<X />} className="-mt-1 -mr-2" />
            </RadixDialog.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
          {footer ? <footer className="flex justify-end gap-2 border-t px-5 py-3">{footer}</footer> : null}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}

/** Wraps a button inside a dialog so that pressing it also closes the dialog. */
export const DialogClose = RadixDialog.Close
