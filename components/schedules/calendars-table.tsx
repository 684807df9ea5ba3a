import type { Act } from '#components/tenancy/act.ts'
import { ConfirmButton } from '#components/ui/confirm-button.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { ActsColumn, Cell, Column, Row, Table } from '#components/ui/table.tsx'
import { type CalendarRow, type SaveCalendar, SaveCalendarDialog } from './save-calendar-dialog.tsx'

type Kept = CalendarRow & { updatedAt: Date; updatedByLabel: string }
export type CalendarActs = { save: SaveCalendar; remove: Act<{ name: string }> }

/** The tenant's calendars by name, with what may be done with each. */
export function CalendarsTable({ rows, acts }: { rows: readonly Kept[]; acts: CalendarActs | undefined }) {
  const head = (
    <>
      <Column>Calendar</Column>
      <Column>Days</Column>
      <Column>Changed</Column>
      {acts ? <ActsColumn /> : null}
    </>
  )
  return (
    <Table label="Calendars" head={head}>
      {rows.map((row) => (
        <Row key={row.name}>
          <Cell part="main">
            <code className="font-medium">{row.name}</code> <span className="text-ink-muted">{row.description}</span>
          </Cell>
          <Cell grow title={row.days.join(', ')} className="text-ink-muted">
            {row.days.map((span) => span.replace('/', ' to ')).join(', ')}
          </Cell>
          <Cell part="extra" className="text-ink-muted">
            <RelativeTime at={row.updatedAt} /> by {row.updatedByLabel}
          </Cell>
          {acts ? (
            <Cell end>
              <span className="inline-flex gap-2">
                <SaveCalendarDialog key={row.days.join()} calendar={row} save={acts.save} />
                <ConfirmButton
                  label="Remove"
                  name={`Remove ${row.name}`}
                  title={`Remove the calendar ${row.name}?`}
                  confirm="Remove the calendar"
                  done="The calendar is removed."
                  act={acts.remove}
                  input={{ name: row.name }}
                >
                  Only a calendar that no schedule excludes can go.
                </ConfirmButton>
              </span>
            </Cell>
          ) : null}
        </Row>
      ))}
    </Table>
  )
}
