'use client'

import { Menu, PanelLeft } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Sheet } from '#components/ui/sheet.tsx'
import { Navigation, type NavigationProps } from './navigation.tsx'
import { RAIL_COOKIE } from './rail-cookie.ts'
import { preferenceCookie } from './theme.ts'

export type FrameProps = Pick<NavigationProps, 'groups' | 'counts'> & {
  startNarrow: boolean
  /** Which tenant one is in, at the head of the rail. */
  tenant: ReactNode
  /** What everybody in the tenant has to see, above the page. */
  banner?: ReactNode
  /** What the top bar holds after the menu button. */
  bar: ReactNode
  children: ReactNode
}

/** The portal's frame: rail, top bar, page. On a phone the rail is a sheet. */
export function Frame({ startNarrow, groups, counts, tenant, banner, bar, children }: FrameProps) {
  const [narrow, setNarrow] = useState(startNarrow)
  const [open, setOpen] = useState(false)
  const toggle = () => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers we support
    document.cookie = preferenceCookie(RAIL_COOKIE, narrow ? 'wide' : 'narrow')
    setNarrow(!narrow)
  }
  const counted = counts ? { counts } : {}
  return (
    <div
      data-rail={narrow ? 'narrow' : 'wide'}
      className="group/frame grid min-h-dvh sm:grid-cols-[13.5rem_minmax(0,1fr)] sm:data-[rail=narrow]:grid-cols-[3.25rem_minmax(0,1fr)]"
    >
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-raised focus:px-3 focus:py-2"
      >
        Skip to the page
      </a>
      <div className="sticky top-0 hidden h-dvh flex-col border-r bg-sunken sm:flex">
        <div className="flex h-12 items-center border-b px-2">{tenant}</div>
        <Navigation groups={groups} {...counted} />
      </div>
      <div className="flex min-w-0 flex-col">
        <header className="sticky top-0 z-30 flex h-12 items-center gap-1 border-b bg-canvas px-2 sm:px-4">
          <span className="sm:hidden">
            <Sheet
              title="Menu"
              hideTitle
              side="left"
              open={open}
              onOpenChange={setOpen}
              trigger={<IconButton label="Menu" icon={<Menu />} className="size-10" />}
            >
              <div className="flex h-full flex-col">
                <div className="px-2 pb-2">{tenant}</div>
                <Navigation groups={groups} {...counted} onGo={() => setOpen(false)} />
              </div>
            </Sheet>
          </span>
          <IconButton
            label={narrow ? 'Widen the menu' : 'Narrow the menu'}
            icon={<PanelLeft />}
            onClick={toggle}
            className="-ml-2 max-sm:hidden"
          />
          {bar}
        </header>
        {banner}
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 px-4 py-5 outline-none sm:px-6">
          {children}
        </main>
      </div>
    </div>
  )
}
