import { type Tx, unsafeTx } from '../../db/client.ts'
import { type PolicyRequest, policyRequestSchema } from '../schema.ts'

/** A deployment that has not ended, with what its newest decision was made from. */
export type OpenMatter = {
  tenantId: string
  id: string
  name: string
  environmentId: string
  environment: string
  request: PolicyRequest
}

/** Deployments that wait for people or are under way, of one tenant or of all, and what they were last asked. */
export async function openMatters(tx: Tx, tenantId: string | undefined): Promise<OpenMatter[]> {
  // A simulation of the platform's rules looks at every tenant.
  const rows = await unsafeTx(tx).$queryRaw<(Omit<OpenMatter, 'request'> & { inputs: unknown })[]>`
    select d."tenantId", d.id, m.name, d."environmentId", e.name as environment, p.inputs
    from "Deployment" d
    join "Manifest" m on m."tenantId" = d."tenantId" and m.id = d."manifestId"
    join "Environment" e on e.id = d."environmentId"
    cross join lateral (
      select p.inputs from "PolicyDecision" p
      where p."tenantId" = d."tenantId" and p."subjectId" = d.id order by p.id desc limit 1
    ) p
    where d.status in ('queued', 'running', 'waiting_approval', 'scheduled') and d.kind <> 'destroy'
      and (${tenantId ?? null}::text is null or d."tenantId" = ${tenantId ?? null})
    order by d."tenantId", d.id`
  return rows.flatMap(({ inputs, ...row }) => {
    const read = policyRequestSchema.safeParse(inputs)
    return read.success ? [{ ...row, request: read.data }] : []
  })
}
