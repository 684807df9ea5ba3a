'use client'

import * as RadixPopover from 'radix-ui/popover'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export type PopoverProps = {
  /** What opens it: one element that takes a press. */
  trigger: ReactNode
  /** What it is called for those who do not see it. */
  label: string
  open: boolean
  onOpenChange: (open: boolean) => void
  className?: string
  children: ReactNode
}

/** A small panel beside what opened it: for looking something up in passing. */
export function Popover({ trigger, label, open, onOpenChange, className, children }: PopoverProps) {
  return (
    <RadixPopover.Root open={open} onOpenChange={onOpenChange}>
      <RadixPopover.Trigger asChild>{trigger}</RadixPopover.Trigger>
      <RadixPopover.Portal>
        <RadixPopover.Content
          aria-label={label}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className={classNames('z-50 animate-appear rounded-lg bg-raised shadow-overlay outline-none', className)}
        >
          {children}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  )
}
