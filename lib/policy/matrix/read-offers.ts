import { type Tx, unsafeTx } from '../../db/client.ts'
import type { Combination } from '../schema.ts'
import type { MatrixPlace } from './schema.ts'

/** The combinations of a class that a tenant is offered in a place, by the same precedence as the gate's own question. */
export function readOffers(tx: Tx, tenantId: string, asked: MatrixPlace & { class: string }): Promise<Combination[]> {
  // Over both owners at once, by the head of the primary key.
  return unsafeTx(tx).$queryRaw<Combination[]>`
    select class, size, profile from (
      select distinct on (m.size, m."networkProfile")
        m."runnerClass"::text as class, m.size::text as size, m."networkProfile"::text as profile, m.allowed
      from "MatrixCell" m
      where m."tenantId" in (${tenantId}, '') and m."runnerClass" = ${asked.class}::"RunnerClass"
        and m.environment in (${asked.environment}, '') and m.classification in (${asked.classification}, '')
      order by m.size, m."networkProfile", m.scope desc, m.environment <> '' desc, m.classification <> '' desc
    ) decided
    where allowed`
}
