import { Check, CircleDashed } from 'lucide-react'
import { Badge } from '#components/ui/badge.tsx'
import type { PeopleView, SlotView } from '#lib/inbox/people-of-request.ts'

const vouched = { session: undefined, password: 'password once more', passkey: 'passkey' } as const

/** Who decides, rule by rule: who has filled a place, who could, and why the reader may not. */
export function SlotsView({ people }: { people: PeopleView }) {
  return (
    <ul className="space-y-3">
      {people.slots.map((slot) => (
        <Slot key={slot.rule} slot={slot} />
      ))}
    </ul>
  )
}

function Slot({ slot }: { slot: SlotView }) {
  const asks = vouched[slot.assurance]
  return (
    <li className="rounded-lg border bg-surface">
      <div className="flex flex-wrap items-baseline gap-x-2 gap-y-1 border-b px-3 py-2">
        <span className="font-medium">{slot.title}</span>
        {slot.overrides ? <Badge tone="wait">override</Badge> : null}
        {asks ? <Badge>{asks}</Badge> : null}
        <span className="ml-auto text-ink-muted tabular-nums">
          {slot.count - slot.missing} of {slot.count}
        </span>
      </div>
      <ul className="px-3 py-1.5">
        {slot.filledBy.map((who) => (
          <li key={who} className="flex items-center gap-2 py-0.5">
            <Check aria-hidden className="size-4 shrink-0 text-good" />
            <span className="truncate">{who}</span>
            <span className="text-ink-muted">approved</span>
          </li>
        ))}
        {slot.missing > 0 ? <Open slot={slot} /> : null}
      </ul>
    </li>
  )
}

function Open({ slot }: { slot: SlotView }) {
  const more = slot.more ? ` and ${slot.more} more` : ''
  const short = slot.could.length + slot.more < slot.missing
  return (
    <li className="flex gap-2 py-0.5">
      <CircleDashed aria-hidden className="mt-0.5 size-4 shrink-0 text-wait" />
      <div className="min-w-0">
        <p>
          Open: {slot.missing === 1 ? 'one place' : `${slot.missing} places`}, for {slot.asks}.
        </p>
        <p className="text-ink-muted">
          {slot.could.length
            ? `Could be filled by ${slot.could.join(', ')}${more}.`
            : 'Nobody can fill it: everybody who could has a part in this.'}
        </p>
        {short ? <p className="text-wait">Fewer people could than are needed: ask an admin for one more.</p> : null}
        {slot.notYou ? <p className="text-ink-muted">Not by you: {slot.notYou}</p> : null}
      </div>
    </li>
  )
}
