'use client'

import { Check } from 'lucide-react'
import Link from 'next/link'
import * as Menu from 'radix-ui/dropdown-menu'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export type DropdownMenuProps = {
  /** What opens it: one element that takes a press. */
  trigger: ReactNode
  label: string
  children: ReactNode
  align?: 'start' | 'end'
  className?: string
  /** Leave out both, and it opens when its trigger is pressed. */
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

/** A menu of acts. Fill it with `MenuItem`, `MenuLink`, `MenuHeading`, `MenuLine`. */
export function DropdownMenu({ trigger, label, children, align = 'end', className, ...rest }: DropdownMenuProps) {
  return (
    <Menu.Root modal={false} {...rest}>
      <Menu.Trigger asChild>{trigger}</Menu.Trigger>
      <Menu.Portal>
        <Menu.Content
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={classNames('z-50 min-w-44 animate-appear rounded-lg bg-raised p-1 shadow-overlay', className)}
        >
          {children}
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  )
}

const itemLook =
  'flex h-8 w-full cursor-pointer select-none items-center gap-2 rounded-md px-2 outline-none data-highlighted:bg-hover data-disabled:cursor-default data-disabled:text-ink-faint [&_svg]:size-4 [&_svg]:shrink-0'

type ItemProps = {
  children: ReactNode
  icon?: ReactNode
  onSelect?: () => void
  disabled?: boolean
  /** Draws a tick before or leaves room for one; for choices of one among several. */
  checked?: boolean
  danger?: boolean
}

/** One act. */
export function MenuItem({ children, icon, checked, danger, onSelect, disabled }: ItemProps) {
  return (
    <Menu.Item
      className={classNames(itemLook, danger && 'text-bad')}
      disabled={disabled ?? false}
      onSelect={() => onSelect?.()}
    >
      {checked === undefined ? null : <Check aria-hidden className={checked ? '' : 'invisible'} />}
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {checked ? <span className="sr-only">chosen</span> : null}
    </Menu.Item>
  )
}

/** One place to go. */
export function MenuLink({ href, icon, children }: { href: string; icon?: ReactNode; children: ReactNode }) {
  return (
    <Menu.Item asChild className={itemLook}>
      <Link href={href}>
        {icon}
        {children}
      </Link>
    </Menu.Item>
  )
}

/** Words above a group of items. */
export function MenuHeading({ children }: { children: ReactNode }) {
  return <Menu.Label className="px-2 pt-1.5 pb-1 text-ink-muted text-sm">{children}</Menu.Label>
}

/** A line between groups. */
export function MenuLine() {
  return <Menu.Separator className="-mx-1 my-1 h-px bg-line" />
}
