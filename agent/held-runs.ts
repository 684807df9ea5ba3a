import { EventEmitter } from 'node:events'
import type { LeasedRun } from '#lib/agents/prepare-leased.ts'
import { SpanRecorder } from '#lib/telemetry/spans.ts'

type Ref = { id: string; attempt: number }

/** Why a run is ended before its time. */
export type EndedBecause = 'cancel' | 'lost' | 'hand_back'

export type Held = {
  run: LeasedRun
  state: 'waiting' | 'running'
  abort: AbortController
  /** What comes of it, from the lease on. */
  spans: SpanRecorder
  /** Set with the abort. */
  because?: EndedBecause
}

/** The runs this agent holds: those that wait, that run, and whose end waits to be handed in. Emits `changed`. */
export class HeldRuns extends EventEmitter<{ changed: [] }> {
  readonly #held = new Map<string, Held>()
  /** Ends told to the spool, by the place of the entry. */
  readonly #told = new Map<number, Ref>()
  #givenBack: Ref[] = []

  add(runs: readonly LeasedRun[]): void {
    for (const run of runs) {
      // A portal that is older names no span.
      const spans = new SpanRecorder(run.spanId ?? run.traceId.slice(16), new Date())
      this.#held.set(run.id, { run, state: 'waiting', abort: new AbortController(), spans })
    }
    if (runs.length) this.emit('changed')
  }

  /** Everything whose lease must go on. */
  names(): Ref[] {
    return [...[...this.#held.values()].map(({ run }) => refOf(run)), ...this.#told.values()]
  }

  /** How many are not done yet. */
  get open(): number {
    return this.#held.size
  }

  running(): Held[] {
    return [...this.#held.values()].filter((one) => one.state === 'running')
  }

  /** The one that has waited longest, now running. */
  takeNext(): Held | undefined {
    const next = [...this.#held.values()].find((one) => one.state === 'waiting')
    if (next) next.state = 'running'
    return next
  }

  /** It is over, and its end is entry `seq` of the spool. */
  told({ run }: Held, seq: number): void {
    this.#held.delete(run.id)
    this.#told.set(seq, refOf(run))
    this.emit('changed')
  }

  /** An end that an earlier life of this agent told. */
  toldBefore(seq: number, ref: Ref): void {
    this.#told.set(seq, ref)
  }

  /** The portal has the spool up to `seq`; returns the runs that are done with. */
  handedIn(seq: number): Ref[] {
    const done = [...this.#told].filter(([place]) => place <= seq)
    for (const [place] of done) this.#told.delete(place)
    return done.map(([, ref]) => ref)
  }

  /** Not carried out, and for others to carry out. */
  giveBack({ run }: Held): void {
    this.#held.delete(run.id)
    this.#givenBack.push(refOf(run))
    this.emit('changed')
  }

  drop({ run }: Held): void {
    this.#held.delete(run.id)
    this.emit('changed')
  }

  /** What the next heartbeat gives back. */
  takeGivenBack(): Ref[] {
    const given = this.#givenBack
    this.#givenBack = []
    return given
  }

  /** The heartbeat did not arrive. */
  returnGivenBack(given: Ref[]): void {
    this.#givenBack.unshift(...given)
  }

  /** Ends runs early; one that waits is answered for by whoever takes it next. */
  end(ids: readonly string[], because: EndedBecause): void {
    for (const id of ids) {
      const held = this.#held.get(id)
      if (!held || held.because) continue
      held.because = because
      held.abort.abort(new Error(because))
    }
    if (ids.length) this.emit('changed')
  }

  /** Gives back what has not begun. */
  giveBackWaiting(): void {
    for (const held of [...this.#held.values()].filter((one) => one.state === 'waiting')) this.giveBack(held)
  }
}

const refOf = ({ id, attempt }: LeasedRun): Ref => ({ id, attempt })
