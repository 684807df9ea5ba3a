import type { Tx } from '../../db/client.ts'
import { newId } from '../../ids.ts'

type Place = { tenantId: string; environmentId: string }

/** The topic of that name in the environment, made when there is none. */
export function openTopic(tx: Tx, { tenantId, environmentId }: Place, name: string) {
  return tx.topic.upsert({
    where: { tenantId_environmentId_name: { tenantId, environmentId, name } },
    create: { tenantId, id: newId('topic'), environmentId, name },
    update: {},
    select: { id: true, nextOffset: true },
  })
}
