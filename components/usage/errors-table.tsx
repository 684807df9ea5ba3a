import { Cell, Column, Row, Table } from '#components/ui/table.tsx'
import { formatMicros } from '#lib/cost/money.ts'
import { classRules } from '#lib/manifests/classes.ts'
import type { EstimateError } from '#lib/usage/estimate-error.ts'
import type { EstimateErrors } from '#lib/usage/list-estimates.ts'
import { sayError } from '#lib/usage/words.ts'

/** How far the estimates of each class were off, 30 days at a time. */
export function ErrorsTable({ errors }: { errors: EstimateErrors }) {
  const head = (
    <>
      <Column>Class</Column>
      {errors.spans.map(({ from, until }) => (
        <Column key={from} end>
          {from} to {until}
        </Column>
      ))}
    </>
  )
  return (
    <Table label="Past error of estimates by class" head={head}>
      {errors.classes.map(({ class: name, spans }) => (
        <Row key={name}>
          <Cell part="main" grow>
            {classRules[name].title}
          </Cell>
          {spans.map((span, at) => (
            <Cell key={errors.spans[at]?.from} end label={errors.spans[at]?.from ?? ''} className="tabular-nums">
              {sayErrors(span)}
            </Cell>
          ))}
        </Row>
      ))}
    </Table>
  )
}

function sayErrors({ runners, error, typical, estimated, measured }: EstimateError) {
  if (runners === 0) return <span className="text-ink-faint">no runner</span>
  return (
    <span title={`${formatMicros(estimated)} estimated, ${formatMicros(measured)} measured`}>
      {sayError(error)}
      <span className="text-ink-muted">
        {' '}
        over {runners === 1 ? '1 runner' : `${runners} runners`}
        {typical === null ? '' : `, each off by ${Math.round(typical * 100)} %`}
      </span>
    </span>
  )
}
