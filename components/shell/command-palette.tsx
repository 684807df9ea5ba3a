'use client'

import { Command } from 'cmdk'
import { ArrowRight, Keyboard, Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import * as RadixDialog from 'radix-ui/dialog'
import { useState } from 'react'
import { KeyHint } from '#components/ui/key-hint.tsx'
import { looksLikeAName } from '#lib/search/name-shapes.ts'
import { DestinationIcon } from './destination-icon.tsx'
import type { GoAnywhereProps } from './go-anywhere.tsx'

export type CommandPaletteProps = GoAnywhereProps & { onOpenChange: (open: boolean) => void; onHelp: () => void }

const rowLook =
  'flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 data-[selected=true]:bg-hover [&_svg]:size-4 [&_svg]:text-ink-muted'

/** Type where to go or what to do; paste an id or digest to open what it names. Loaded when first opened. */
export function CommandPalette({ destinations, acts, onOpenChange, onHelp }: CommandPaletteProps) {
  const router = useRouter()
  const [text, setText] = useState('')
  const named = looksLikeAName(text)
  const go = (href: string) => {
    onOpenChange(false)
    router.push(href)
  }
  return (
    <RadixDialog.Root open onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-40 animate-appear bg-black/40" />
        <RadixDialog.Content
          aria-describedby={undefined}
          className="-translate-x-1/2 fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl animate-appear overflow-hidden rounded-lg bg-raised shadow-overlay"
        >
          <RadixDialog.Title className="sr-only">Go anywhere</RadixDialog.Title>
          <Command label="Go anywhere">
            <Command.Input
              value={text}
              onValueChange={setText}
              placeholder="Where to, what to do, or any id or digest"
              className="h-12 w-full border-b bg-transparent px-4 text-prose outline-none placeholder:text-ink-faint"
            />
            <Command.List className="max-h-[min(24rem,60vh)] overflow-y-auto p-1.5 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-ink-muted [&_[cmdk-group-heading]]:text-sm">
              <Command.Empty className="px-2.5 py-6 text-center text-ink-muted">
                Nothing by that name. Paste a whole id (dep_…, man_…) or a digest to open what it names.
              </Command.Empty>
              {named ? (
                <Command.Item
                  value={text}
                  className={rowLook}
                  onSelect={() => go(`/go/${encodeURIComponent(text.trim())}`)}
                >
                  <ArrowRight aria-hidden />
                  <span className="truncate">
                    Open <code>{text.trim()}</code>
                  </span>
                </Command.Item>
              ) : null}
              <Command.Group heading="Go to">
                {destinations.map((entry) => (
                  <Command.Item
                    key={entry.href}
                    keywords={entry.keywords?.split(' ') ?? []}
                    className={rowLook}
                    onSelect={() => go(entry.href)}
                  >
                    <DestinationIcon name={entry.icon} />
                    <span className="flex-1">{entry.label}</span>
                    <span aria-hidden className="max-sm:hidden">
                      <KeyHint keys={['g', entry.key]} />
                    </span>
                  </Command.Item>
                ))}
              </Command.Group>
              <Command.Group heading="Do">
                {acts.map((act) => (
                  <Command.Item
                    key={act.href}
                    keywords={act.keywords?.split(' ') ?? []}
                    className={rowLook}
                    onSelect={() => go(act.href)}
                  >
                    <Plus aria-hidden />
                    {act.label}
                  </Command.Item>
                ))}
                <Command.Item className={rowLook} onSelect={onHelp}>
                  <Keyboard aria-hidden />
                  Show the keys
                </Command.Item>
              </Command.Group>
            </Command.List>
          </Command>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}
