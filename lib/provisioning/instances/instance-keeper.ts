import type { Actor } from '../../auth/actor.ts'
import { systemActorOf } from '../../auth/system-actor-of.ts'
import { transaction, unsafeDb } from '../../db/client.ts'
import type { InstanceKind } from '../../db/generated/enums.ts'
import { log } from '../../log.ts'
import type { PulledSpec } from '../target.ts'
import type { InstanceHost } from '../targets/local/instances/instance-host.ts'
import { judgeInstance, type Limits } from './judge-instance.ts'
import { type KeptInstance, keepInstance } from './keep-instance.ts'
import { type OwnInstance, ownInstances } from './own-instances.ts'
import { PortalWatch } from './portal-watch.ts'
import type { StartOrder } from './reconcile-runner.ts'
import { drainInstance, failInstance, type InstanceSubject, markStopped, noteStarted } from './transitions.ts'

export type InstanceHosts = Record<InstanceKind, InstanceHost>

type Held = { kept: KeptInstance; host: InstanceHost; stopping?: Promise<void> }

/** Looks after the instances of one worker: starts, watches and ends what the rows say. */
export class InstanceKeeper {
  readonly #hosts: InstanceHosts
  readonly #executorId: string
  readonly #limits: Limits
  readonly #portal = new PortalWatch()
  readonly #held = new Map<string, Held>()
  /** Being started, or being cleared away: nobody else's business meanwhile. */
  readonly #busy = new Map<string, Promise<void>>()

  constructor(hosts: InstanceHosts, executorId: string, limits: Limits) {
    this.#hosts = hosts
    this.#executorId = executorId
    this.#limits = limits
  }

  /** Starts what was written down. Resolves when it runs or has failed; the row says which. */
  start(order: StartOrder): Promise<void> {
    return this.#once(order.id, async () => {
      const host = this.#hosts[order.spec.class === 'container' ? 'container' : 'host']
      let started: Awaited<ReturnType<InstanceHost['start']>>
      try {
        const kept = await keepInstance(host, order)
        this.#held.set(order.id, { kept, host })
        started = await host.start(order, (line) => kept.say(line))
        kept.follow(started.handle)
      } catch (error) {
        await this.#end(order, (tx, actor, subject) => failInstance(tx, actor, subject, sentenceOf(error)))
        return
      }
      const noted = await this.#change(order, (tx, actor, subject) => noteStarted(tx, actor, subject, started))
      if (!noted) await this.#clear(order.id, host)
    })
  }

  /** Looks at every instance of this worker once, and does what its state asks for. */
  async tend(now = new Date()): Promise<void> {
    const rows = await ownInstances(this.#executorId)
    if (rows.length) this.#portal.look(now)
    await Promise.all(
      rows.map((row) =>
        this.#tendOne(row, now).catch((error: unknown) => log.warn({ err: error, instance: row.id }, 'an instance')),
      ),
    )
    const alive = new Set(rows.map(({ id }) => id))
    // Ended by somebody else, e.g. by its own agent's word.
    for (const [id, { host }] of this.#held) {
      if (!alive.has(id) && !this.#busy.has(id)) await this.#once(id, () => this.#clear(id, host))
    }
  }

  /** Asks all of them to end, waits for it and clears them away: this worker goes. */
  async stop(graceSeconds: number): Promise<void> {
    await Promise.all(this.#busy.values())
    const rows = await ownInstances(this.#executorId)
    await Promise.all(
      rows.map(async (row) => {
        const host = this.#hosts[row.kind]
        if (row.handle) await host.stop(row.id, row.handle, graceSeconds).catch(() => undefined)
        const reason = row.reason ?? 'Its worker was stopped; the next one starts another.'
        await this.#end(row, async (tx, actor, subject) => {
          await drainInstance(tx, row, reason)
          return markStopped(tx, actor, subject, reason)
        })
      }),
    )
    // Those that somebody else ended since they were last looked at.
    await Promise.all([...this.#held].map(([id, { host }]) => this.#clear(id, host)))
  }

  async #tendOne(row: OwnInstance, now: Date): Promise<void> {
    if (this.#busy.has(row.id)) return
    const host = this.#hosts[row.kind]
    const held = this.#held.get(row.id)
    if (!held && row.handle && !row.synthetic) return this.#adopt(row, row.handle, host)
    const sight = row.handle ? await host.look(row.id, row.handle, row.spec) : undefined
    const verdict = judgeInstance(
      row,
      { sight, held: held !== undefined, portalSince: this.#portal.since },
      this.#limits,
      now,
    )
    if (verdict.is === 'stopping' && held && row.handle)
      held.stopping ??= host.stop(row.id, row.handle, verdict.graceSeconds)
    if (verdict.is === 'failed') {
      await this.#once(row.id, () =>
        this.#end(row, (tx, actor, subject) => failInstance(tx, actor, subject, verdict.reason, [row.status])),
      )
    }
    if (verdict.is === 'stopped') {
      await this.#once(row.id, () =>
        this.#end(row, (tx, actor, subject) => markStopped(tx, actor, subject, row.reason ?? 'It was to end.')),
      )
    }
  }

  async #adopt(row: OwnInstance, handle: string, host: InstanceHost): Promise<void> {
    await this.#once(row.id, async () => {
      const kept = await keepInstance(host, row)
      this.#held.set(row.id, { kept, host })
      const last = await unsafeDb.logChunk.findFirst({
        where: { tenantId: row.tenantId, subjectId: row.id },
        orderBy: { seq: 'desc' },
        select: { at: true },
      })
      kept.follow(handle, last?.at ?? row.createdAt)
    })
  }

  /** Clears it away first, so that its log is whole when the row says that it has ended. */
  async #end(ref: { tenantId: string; id: string; spec: PulledSpec }, change: Change): Promise<void> {
    await this.#clear(ref.id, this.#hosts[ref.spec.class === 'container' ? 'container' : 'host'])
    await this.#change(ref, change)
  }

  async #clear(id: string, host: InstanceHost): Promise<void> {
    const held = this.#held.get(id)
    this.#held.delete(id)
    await host
      .end(id)
      .catch((error: unknown) => log.warn({ err: error, instance: id }, 'an instance could not be ended'))
    await held?.kept.close()
    await host
      .remove(id)
      .catch((error: unknown) => log.warn({ err: error, instance: id }, 'an instance was left behind'))
  }

  async #change(ref: { tenantId: string; id: string }, change: Change): Promise<boolean> {
    const row = await ownInstances(this.#executorId, ref.id)
    const [subject] = row
    if (!subject) return false
    const actor = await systemActorOf(ref.tenantId, 'worker')
    return transaction((tx) => change(tx, actor, subject))
  }

  #once(id: string, work: () => Promise<void>): Promise<void> {
    const known = this.#busy.get(id)
    if (known) return known
    const doing = work().finally(() => this.#busy.delete(id))
    this.#busy.set(id, doing)
    return doing
  }
}

type Change = (tx: Parameters<typeof failInstance>[0], actor: Actor, subject: InstanceSubject) => Promise<boolean>

const sentenceOf = (error: unknown) =>
  `It could not be started: ${error instanceof Error ? error.message : String(error)}`
