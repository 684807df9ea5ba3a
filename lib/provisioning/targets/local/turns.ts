import type { Ending } from './function-failure.ts'

/** The turns of one instance: initialisation, invocation, return. Each ends by whatever comes first. */
export class Turns {
  /** Where a remark about the present invocation goes. */
  notice: (line: string) => void = () => undefined
  #nexts = 0
  #taken = 0
  #ending: Ending | undefined
  #wake = () => {}

  next(): void {
    this.#nexts++
    this.#wake()
  }

  /** The first ending counts; an exit stays for good. */
  finish(ending: Ending): void {
    this.#ending ??= ending
    this.#wake()
  }

  /** Undefined when the runtime asked for work in time; else how initialisation ended. */
  async ready(limitMs: number): Promise<Ending | undefined> {
    await this.#until(limitMs, () => this.#nexts > 0 || this.#ending !== undefined)
    if (this.#nexts === 0) return this.#ending ?? { kind: 'init_timeout', limitMs }
    this.#taken = this.#nexts
    return undefined
  }

  /** Hands work over and waits for how it ends. */
  async turn(limitMs: number, give: () => void): Promise<Ending> {
    this.#taken = this.#nexts
    give()
    await this.#until(limitMs, () => this.#ending !== undefined)
    const ending = this.#ending ?? { kind: 'timeout' }
    if (ending.kind === 'response' || ending.kind === 'error') this.#ending = undefined
    return ending
  }

  async settled(limitMs: number): Promise<boolean> {
    await this.#until(limitMs, () => this.#nexts > this.#taken || this.#ending !== undefined)
    return this.#ending === undefined && this.#nexts > this.#taken
  }

  async #until(limitMs: number, holds: () => boolean): Promise<void> {
    const end = performance.now() + limitMs
    while (!holds()) {
      const left = end - performance.now()
      if (left <= 0) return
      let timer: NodeJS.Timeout | undefined
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        timer = setTimeout(resolve, left)
      })
      clearTimeout(timer)
    }
  }
}
