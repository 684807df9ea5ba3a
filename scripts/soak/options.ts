import { parseArgs } from 'node:util'

export const usage = `npm run soak [-- --runs N --tenants N --kills N …]

  --runs N      runs asked for (100000)
  --tenants N   tenants, each with a runner of every class and an agent (20)
  --kills N     processes killed with SIGKILL while they go on: workers, agents, web, database (60)
  --workers N   worker processes (3)
  --seed N      of the choice of outcomes and kills (1)
  --home DIR    where all of it lives; removed at the end unless given`

export type SoakOptions = { runs: number; tenants: number; kills: number; workers: number; seed: number; home?: string }

/** The options of the command line. Throws with the usage for one that is not a number. */
export function readOptions(args: string[]): SoakOptions {
  const number = (text: string, name: string) => {
    const value = Number(text)
    if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} takes a whole number.\n\n${usage}`)
    return value
  }
  const text = (value: string) => ({ type: 'string', default: value }) as const
  const { values } = parseArgs({
    args,
    options: {
      runs: text('100000'),
      tenants: text('20'),
      kills: text('60'),
      workers: text('3'),
      seed: text('1'),
      home: { type: 'string' },
    },
  })
  const { home, ...rest } = values
  const numbers = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, number(value, name)]))
  return { ...(numbers as Omit<SoakOptions, 'home'>), ...(home ? { home } : {}) }
}

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function chances(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
