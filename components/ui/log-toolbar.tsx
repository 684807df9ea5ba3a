'use client'

import { ChevronDown, ChevronUp, Download, Search, WrapText } from 'lucide-react'
import { CopyButton } from './copy-button.tsx'
import { IconButton } from './icon-button.tsx'

export type LogToolbarProps = {
  label: string
  text: () => string
  query: string
  onQuery: (query: string) => void
  found: number
  /** 1-based place among what was found; 0 for none. */
  current: number
  onMove: (step: number) => void
  wrap: boolean
  onWrap: (wrap: boolean) => void
}

/** What one can do with a log: search, wrap, copy, download. */
export function LogToolbar(props: LogToolbarProps) {
  const searching = props.query.trim() !== ''
  return (
    <div className="flex items-center gap-1 border-b bg-surface py-0.5 pr-1 pl-3">
      <Search aria-hidden className="size-3.5 shrink-0 text-ink-faint" />
      <input
        type="search"
        aria-label={`Search ${props.label}`}
        placeholder="Search"
        value={props.query}
        onChange={(event) => props.onQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') props.onMove(event.shiftKey ? -1 : 1)
        }}
        className="h-7 w-full min-w-0 bg-transparent px-1 placeholder:text-ink-faint"
      />
      {searching ? (
        <>
          <span role="status" className="whitespace-nowrap text-ink-muted text-sm tabular-nums">
            {props.found ? `${props.current} of ${props.found}` : 'Not found'}
          </span>
          <IconButton label="Previous find" icon={<ChevronUp />} onClick={() => props.onMove(-1)} className="size-7" />
          <IconButton label="Next find" icon={<ChevronDown />} onClick={() => props.onMove(1)} className="size-7" />
        </>
      ) : null}
      <IconButton
        label="Wrap long lines"
        aria-pressed={props.wrap}
        icon={<WrapText />}
        onClick={() => props.onWrap(!props.wrap)}
        className="size-7 aria-pressed:text-accent-text"
      />
      <CopyButton text={props.text} label={`Copy ${props.label}`} className="size-7" />
      <IconButton
        label={`Download ${props.label}`}
        icon={<Download />}
        onClick={() => download(props.text(), `${props.label}.log`)}
        className="size-7"
      />
    </div>
  )
}

function download(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name.replaceAll(/[^\w.-]+/g, '-') })
  link.click()
  URL.revokeObjectURL(url)
}
