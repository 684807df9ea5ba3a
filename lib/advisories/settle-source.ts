import type { Tx } from '../db/client.ts'
import { unsafeTx } from '../db/client.ts'

type Totals = { records: number; newestModified: Date | null; ecosystems: string[]; packages: number }

/** Counts what a source holds now and writes it on its row. */
export async function settleSource(tx: Tx, sourceId: string): Promise<Totals> {
  const [held] = await unsafeTx(tx).$queryRaw<[{ records: number; newestModified: Date | null }]>`
    select count(*)::int as records, max(modified) as "newestModified" from "Advisory" where "sourceId" = ${sourceId}`
  const packages = await unsafeTx(tx).$queryRaw<{ ecosystem: string; packages: number }[]>`
    select ecosystem, count(distinct name)::int as packages from "AdvisoryAffected"
    where "sourceId" = ${sourceId} group by ecosystem order by ecosystem`
  const totals = {
    ...held,
    ecosystems: packages.map(({ ecosystem }) => ecosystem),
    packages: packages.reduce((sum, row) => sum + row.packages, 0),
  }
  await tx.advisorySource.update({ where: { id: sourceId }, data: totals })
  return totals
}
