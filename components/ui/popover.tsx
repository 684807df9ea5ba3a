'use client'

import * as RadixPopover from 'radix-ui/popover'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export type PopoverProps = {
  /** What opens it: one element that takes a press. */
  trigger: ReactNode
  /** Names the panel for those who do not see it. */
  label: string
  children: ReactNode
  align?: 'start' | 'center' | 'end'
  className?: string
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

/** A small panel beside what opened it. */
export function Popover({ trigger, label, children, align = 'start', className, ...rest }: PopoverProps) {
  return (
    <RadixPopover.Root {...rest}>
      <RadixPopover.Trigger asChild>{trigger}</RadixPopover.Trigger>
      <RadixPopover.Portal>
        <RadixPopover.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={classNames('z-50 w-72 animate-appear rounded-lg bg-raised p-3 shadow-overlay', className)}
        >
          {children}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  )
}
