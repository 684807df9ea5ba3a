'use client'

import { useState } from 'react'
import { classNames } from '#components/ui/class-names.ts'
import { linesOf } from '#components/ui/log-search.ts'
import { LogView } from '#components/ui/log-view.tsx'
import { Section } from '#components/ui/section.tsx'
import { wordsOf } from '#components/ui/status-words.ts'
import { type Tab, Tabs } from '#components/ui/tabs.tsx'
import { toneFill } from '#components/ui/tone.ts'
import type { LogChunk } from '../live/use-event-stream.ts'
import { AttemptFacts, type LiveAttempt } from './attempt-facts.tsx'

type Props = {
  runId: string
  attempts: readonly LiveAttempt[]
  log: readonly LogChunk[]
  /** Whether the run may still write. */
  open: boolean
  /** Whether all that was written has come. */
  ended: boolean
}

/** The attempts of a run, each with its own log and nothing of the others; the newest first. */
export function AttemptTabs({ runId, attempts, log, open, ended }: Props) {
  const [chosen, setChosen] = useState<string>()
  // A run of before attempts were written down still has its log by their numbers.
  const numbers = attempts.length
    ? attempts.map(({ number }) => number)
    : [...new Set(log.map(({ attempt }) => attempt))].sort((a, b) => b - a)
  const newest = numbers[0]
  const logOf = (number: number | undefined) => (
    <LogView
      label={`run-${runId}-attempt-${number ?? 1}`}
      lines={linesOf(number === undefined ? log : log.filter(({ attempt }) => attempt === number))}
      live={open && number === newest}
      empty={ended || number !== newest ? 'Nothing was written.' : 'Nothing yet.'}
    />
  )
  const tabs = numbers.map((number): Tab => {
    const attempt = attempts.find((one) => one.number === number)
    return {
      value: String(number),
      label: <Label number={number} status={attempt?.status} />,
      content: (
        <div className="space-y-4">
          {logOf(number)}
          {attempt ? <AttemptFacts attempt={attempt} /> : null}
        </div>
      ),
    }
  })
  return (
    <Section title={tabs.length > 1 ? 'Attempts' : 'Log'}>
      {tabs.length > 1 ? (
        <Tabs
          label="Attempts"
          tabs={tabs}
          // Until one is chosen the newest is shown, also one that begins meanwhile.
          value={chosen ?? String(newest)}
          onValueChange={setChosen}
        />
      ) : (
        (tabs[0]?.content ?? logOf(undefined))
      )}
    </Section>
  )
}

function Label({ number, status }: { number: number; status: string | undefined }) {
  const words = status ? wordsOf(status) : undefined
  return (
    <>
      {words ? <span aria-hidden className={classNames('size-2 rounded-full', toneFill[words.tone])} /> : null}
      Attempt {number}
      {words ? <span className="font-normal text-ink-muted text-sm">{words.word.toLowerCase()}</span> : null}
    </>
  )
}
