'use client'

import { X } from 'lucide-react'
import * as RadixDialog from 'radix-ui/dialog'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { IconButton } from './icon-button.tsx'

export type SheetProps = {
  title: string
  hideTitle?: boolean
  side?: 'left' | 'right'
  /** For more than a menu: the details of a thing. */
  wide?: boolean
  trigger?: ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
  children: ReactNode
}

/** A panel that slides over the page from one side: details beside a list, or the menu on a phone. */
export function Sheet({ title, hideTitle, side = 'right', wide, trigger, children, ...rest }: SheetProps) {
  return (
    <RadixDialog.Root {...rest}>
      {trigger ? <RadixDialog.Trigger asChild>{trigger}</RadixDialog.Trigger> : null}
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-40 animate-appear bg-black/40" />
        <RadixDialog.Content
          aria-describedby={undefined}
          className={classNames(
            'fixed inset-y-0 z-50 flex flex-col bg-raised shadow-overlay',
            wide ? 'w-[min(36rem,100vw)]' : 'w-[min(26rem,calc(100vw-3rem))]',
            side === 'left' ? 'left-0 animate-enter-left' : 'right-0 animate-enter-right',
          )}
        >
          <header className={classNames('flex items-center gap-2 px-4 py-2', !hideTitle && 'border-b')}>
            <RadixDialog.Title className={hideTitle ? 'sr-only' : 'flex-1 truncate font-semibold text-prose'}>
              {title}
            </RadixDialog.Title>
            <RadixDialog.Close asChild>
              <IconButton label="Close" icon={<X />} className="ml-auto" />
            </RadixDialog.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}
