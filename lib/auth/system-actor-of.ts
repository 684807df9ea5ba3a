import { db, type Tx } from '../db/client.ts'
import { type Actor, systemActor } from './actor.ts'

/** A part of the system, acting for the tenant that a row belongs to. */
export async function systemActorOf(
  tenantId: string,
  part: 'worker' | 'scheduler',
  client: Tx | typeof db = db,
): Promise<Actor> {
  return systemActor(await client.tenant.findUniqueOrThrow({ where: { id: tenantId } }), part)
}
