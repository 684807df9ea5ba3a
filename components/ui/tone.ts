/** What a colour means here. A tone never stands alone: an icon and a word go with it. */
export type Tone = 'neutral' | 'accent' | 'good' | 'busy' | 'wait' | 'bad' | 'refused' | 'adrift'

/** Words and icons in the tone. */
export const toneText: Record<Tone, string> = {
  neutral: 'text-ink-muted',
  accent: 'text-accent-text',
  good: 'text-good',
  busy: 'text-busy',
  wait: 'text-wait',
  bad: 'text-bad',
  refused: 'text-refused',
  adrift: 'text-adrift',
}

/** A filled area with words on it. */
export const toneSoft: Record<Tone, string> = {
  neutral: 'bg-sunken text-ink-muted shadow-[inset_0_0_0_1px_var(--line)]',
  accent: 'bg-accent-soft text-accent-text',
  good: 'bg-good-soft text-good',
  busy: 'bg-busy-soft text-busy',
  wait: 'bg-wait-soft text-wait',
  bad: 'bg-bad-soft text-bad',
  refused: 'bg-refused-soft text-refused',
  adrift: 'bg-adrift-soft text-adrift',
}

/** A mark in a chart. */
export const toneFill: Record<Tone, string> = {
  neutral: 'bg-line-strong',
  accent: 'bg-accent',
  good: 'bg-good',
  busy: 'bg-busy',
  wait: 'bg-wait',
  bad: 'bg-bad',
  refused: 'bg-refused',
  adrift: 'bg-adrift',
}
