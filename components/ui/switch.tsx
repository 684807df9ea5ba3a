'use client'

import * as RadixSwitch from 'radix-ui/switch'
import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'

/** On or off, taking effect at once. Give it `aria-label`, or a `Label` with its id. */
export function Switch({ className, ...rest }: ComponentProps<typeof RadixSwitch.Root>) {
  return (
    <RadixSwitch.Root
      className={classNames(
        'relative h-5 w-9 shrink-0 rounded-full bg-line-strong transition-colors disabled:opacity-55 data-[state=checked]:bg-accent',
        className,
      )}
      {...rest}
    >
      <RadixSwitch.Thumb className="block size-4 translate-x-0.5 rounded-full bg-on-accent transition-transform data-[state=checked]:translate-x-4.5" />
    </RadixSwitch.Root>
  )
}
