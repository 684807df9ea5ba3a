'use client'

import * as RadixTabs from 'radix-ui/tabs'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export type Tab = { value: string; label: ReactNode; content: ReactNode }

export type TabsProps = {
  label: string
  tabs: readonly Tab[]
  defaultValue?: string
  value?: string
  onValueChange?: (value: string) => void
  /** Keeps hidden panels mounted, so that what is typed in them stays. */
  keepMounted?: boolean
  className?: string
}

/** Views of the same thing, one at a time. `label` names the set for those who do not see it. */
export function Tabs({ label, tabs, keepMounted, className, ...rest }: TabsProps) {
  return (
    <RadixTabs.Root defaultValue={tabs[0]?.value} className={className} {...rest}>
      <RadixTabs.List aria-label={label} className="flex gap-4 overflow-x-auto border-b">
        {tabs.map((tab) => (
          <RadixTabs.Trigger
            key={tab.value}
            value={tab.value}
            className="-mb-px inline-flex h-9 items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 px-0.5 font-medium text-ink-muted transition-colors hover:text-ink focus-visible:outline-offset-[-2px] data-[state=active]:border-accent data-[state=active]:text-ink"
          >
            {tab.label}
          </RadixTabs.Trigger>
        ))}
      </RadixTabs.List>
      {tabs.map((tab) => (
        <RadixTabs.Content
          key={tab.value}
          value={tab.value}
          forceMount={keepMounted || undefined}
          className={classNames('pt-4', keepMounted && 'data-[state=inactive]:hidden')}
        >
          {tab.content}
        </RadixTabs.Content>
      ))}
    </RadixTabs.Root>
  )
}
