import type { Actor } from '../../auth/actor.ts'
import { db } from '../../db/client.ts'
import { digestOf } from '../../digest.ts'
import { newId } from '../../ids.ts'

/** The digest of a list without tokens. */
export const EMPTY_LIST = digestOf('')

const nothing = {
  at: '2026-01-01T00:00:00.000Z',
  total: 0,
  notOpen: 0,
  wouldRun: 0,
  wouldBeDenied: 0,
  needNoRun: {},
  runners: [],
  forecast: { costMicros: 0, runtimeMs: 0, elapsedMs: 0, unknown: 0, beyondLimits: 0, limits: [] },
  threshold: 0,
  mass: true,
}

/** A mass replay of nothing that waits for people: the smallest thing a request can be about. Returns its id. */
export async function emptyReplay(requester: Actor): Promise<string> {
  const id = newId('replay')
  await db.replay.create({
    data: {
      tenantId: requester.tenantId,
      id,
      status: 'waiting_approval',
      reason: 'a test',
      selection: {},
      itemCount: 0,
      listDigest: EMPTY_LIST,
      mass: true,
      ratePerSecond: 1,
      canarySize: 1,
      canaryPass: 100,
      rehearsal: nothing,
      requestedById: requester.userId,
      requestedByLabel: requester.label,
    },
  })
  return id
}
