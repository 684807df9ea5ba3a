'use client'

import { toString as cronInWords } from 'cronstrue'
import { absoluteWords } from '#components/ui/time-words.ts'
import { nextTimes, type Schedule, scheduleFault } from '#lib/manifests/schedule.ts'
import { CATCH_UP } from '#lib/manifests/trigger-words.ts'
import { ListField, NumberField, SelectField, TextField } from './fields.tsx'
import { useField, useManifestForm, valueAt } from './form-context.tsx'

const missed = [
  { value: 'once', label: 'One run for all of them' },
  { value: 'skip', label: 'Let them go' },
  { value: 'all', label: 'Make up for each' },
] as const

/** A schedule: when, by which clock, on which days not, and what becomes of ticks that nobody looked at in time. */
export function ScheduleFields({ path }: { path: string }) {
  const { parsed } = useManifestForm()
  const cron = valueAt(parsed.value, `${path}.cron`)
  const timezone = valueAt(parsed.value, `${path}.timezone`) ?? 'UTC'
  const readable = typeof cron === 'string' && typeof timezone === 'string'
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <TextField path={`${path}.cron`} label="Cron" mono placeholder="*/15 * * * *" />
      <TextField path={`${path}.timezone`} label="Time zone" optional placeholder="UTC" />
      {readable ? <NextTimes schedule={{ cron, timezone }} /> : null}
      <MissedFields path={path} />
      <ListField path={`${path}.exclude.weekdays`} label="Not on weekdays" hint="One a line: sat, sun." />
      <ListField
        path={`${path}.exclude.dates`}
        label="Not on days"
        hint="One a line: 2026-12-25, or 2026-12-24/2027-01-06."
      />
      <ListField
        path={`${path}.exclude.calendars`}
        label="Not on days of calendars"
        hint="Names of the tenant’s calendars, under Schedules."
      />
    </div>
  )
}

function MissedFields({ path }: { path: string }) {
  const { value, set } = useField(`${path}.missed`)
  const catchUp = useField(`${path}.catch_up`)
  return (
    <>
      <SelectField
        path={`${path}.missed`}
        label="Missed ticks"
        hint="While no worker ran."
        optional
        placeholder="One run for all of them"
        options={missed}
        onSelect={(next) => {
          // The cap goes with what it caps.
          if (next !== 'all' && catchUp.value !== undefined) catchUp.set(undefined)
          set(next === '' ? undefined : next)
        }}
      />
      {value === 'all' || catchUp.value !== undefined ? (
        <NumberField path={`${path}.catch_up`} label="At most" optional placeholder={String(CATCH_UP)} />
      ) : null}
    </>
  )
}

/** The schedule in words and its next three times, in its own zone. */
function NextTimes({ schedule }: { schedule: Schedule }) {
  const now = new Date()
  if (scheduleFault(schedule, now)) return null
  const times = nextTimes(schedule, now, 3).map((time) => absoluteWords(time, schedule.timezone))
  return (
    <p className="text-ink-muted text-sm sm:col-span-2" suppressHydrationWarning>
      {cronInWords(schedule.cron, { use24HourTimeFormat: true })}. Next: {times.join(' · ')}.
    </p>
  )
}
