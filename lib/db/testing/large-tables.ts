import type pg from 'pg'

const ROWS = 60_000

/** What the rows of large tables are about. */
export type Large = {
  owner: pg.Client
  tenantId: string
  /** Who has four fifths of what both have. */
  otherId: string
  engineerId: string
  runnerId: string
  environmentId: string
  replayId: string
}

/** An insert with a row for each number `i`. */
export const many = (values: string): string => `${values} from generate_series(1, ${ROWS}) as i`

/** An id made of the number of its row. */
export const key = (prefix: string): string => `'${prefix}_' || lpad(i::text, 26, '0')`

/** The tenant of a row. */
export const whoseOf = ({ tenantId, otherId }: Large): string =>
  `(case when i % 5 = 0 then '${tenantId}' else '${otherId}' end)`
