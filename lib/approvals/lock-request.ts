import { type Tx, unsafeTx } from '../db/client.ts'
import { notFound } from '../errors.ts'
import { outcomes } from './outcomes.ts'
import { type RequestRow, readRequest } from './request-row.ts'

/**
 * A request with its row locked until the transaction ends, after the row of what it decides: everybody takes the two
 * in this order. Throws `not_found`.
 */
export async function lockRequest(tx: Tx, tenantId: string, id: string): Promise<RequestRow> {
  const where = { tenantId, id }
  const named = await tx.approvalRequest.findFirst({ where, select: { kind: true, subjectId: true } })
  if (!named) throw notFound('approval request')
  await outcomes[named.kind].lock?.(tx, { tenantId, subjectId: named.subjectId })
  await unsafeTx(tx).$queryRaw`select 1 from "ApprovalRequest" where "tenantId" = ${tenantId} and id = ${id} for update`
  const row = await tx.approvalRequest.findFirst({ where })
  if (!row) throw notFound('approval request')
  return readRequest(row)
}
