import type { LeasedRun } from '#lib/agents/prepare-leased.ts'
import type { LogBody } from '#lib/agents/schema.ts'
import type { Spool } from './spool.ts'

const EVERY_MS = 200
const MOST_LINES = 500
const MOST_CHARACTERS = 64 * 1024

type Channel = 'function' | 'platform'

/** The log of one run on its way into the spool: in order, some lines at a time. */
export class RunLog {
  readonly #spool: Spool
  readonly #run: Pick<LeasedRun, 'id' | 'attempt'>
  #lines: LogBody['lines'] = []
  #characters = 0
  #timer: NodeJS.Timeout | undefined

  constructor(spool: Spool, run: Pick<LeasedRun, 'id' | 'attempt'>) {
    this.#spool = spool
    this.#run = run
  }

  line = (text: string, channel: Channel): void => {
    // What is signed must be text, so half characters are replaced.
    this.#lines.push([channel, text.toWellFormed()])
    this.#characters += text.length
    if (this.#lines.length >= MOST_LINES || this.#characters >= MOST_CHARACTERS) this.flush()
    else this.#timer ??= setTimeout(() => this.flush(), EVERY_MS)
  }

  /** Before the end of the run is told, so that its last lines come first. */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (!this.#lines.length) return
    const { id: runId, attempt } = this.#run
    this.#spool.append('run.log', { runId, attempt, lines: this.#lines })
    this.#lines = []
    this.#characters = 0
  }

  /** Nobody wants the rest. */
  discard(): void {
    clearTimeout(this.#timer)
    this.#lines = []
  }
}
