'use client'

import { Dialog } from '#components/ui/dialog.tsx'
import { KeyHint } from '#components/ui/key-hint.tsx'
import type { Destination } from './destinations.ts'

const everywhere = [
  { keys: ['⌘', 'K'], does: 'Go anywhere, or paste an id (Ctrl K too)' },
  { keys: ['/'], does: 'The same, with one finger' },
  { keys: ['?'], does: 'These keys' },
  { keys: ['Esc'], does: 'Leave what is open' },
]
const lists = [
  { keys: ['j'], does: 'Next row' },
  { keys: ['k'], does: 'Row before' },
  { keys: ['Enter'], does: 'Open the row' },
]
const inbox = [
  { keys: ['a'], does: 'Approve: goes to the button, Enter confirms' },
  { keys: ['r'], does: 'Reject: goes to the comment' },
  { keys: ['e'], does: 'Put off until tomorrow' },
  { keys: ['x'], does: 'Select, for one verdict on many' },
]

function Keys({ title, rows }: { title: string; rows: readonly { keys: string[]; does: string }[] }) {
  return (
    <section className="mb-4">
      <h3 className="mb-1 font-medium text-ink-muted">{title}</h3>
      <dl>
        {rows.map((row) => (
          <div key={row.does} className="flex h-8 items-center justify-between gap-4 border-b last:border-b-0">
            <dt>{row.does}</dt>
            <dd>
              <KeyHint keys={row.keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Every key the portal listens to. */
export function KeyboardHelp(props: { destinations: readonly Destination[]; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog title="Keys" open onOpenChange={props.onOpenChange}>
      <Keys title="Everywhere" rows={everywhere} />
      <Keys title="In a list" rows={lists} />
      <Keys title="In the approvals" rows={inbox} />
      <Keys title="Go to" rows={props.destinations.map((entry) => ({ keys: ['g', entry.key], does: entry.label }))} />
    </Dialog>
  )
}
