import type { PartState, RunPart, RunProgress } from '#lib/provisioning/target.ts'

/** How each way a part can stand is said and drawn; the mark is inside the cell, so that colour is not all. */
export const partWords: Record<PartState, { word: string; cell: string; mark: string }> = {
  done: { word: 'done', cell: 'bg-good text-surface', mark: '' },
  skipped: { word: 'done before', cell: 'bg-good-soft text-good shadow-[inset_0_0_0_1px_var(--good)]', mark: '↷' },
  running: { word: 'running', cell: 'bg-busy text-surface', mark: '•' },
  waiting: { word: 'waiting', cell: 'bg-sunken shadow-[inset_0_0_0_1px_var(--line-strong)]', mark: '' },
  failed: { word: 'failed', cell: 'bg-bad-solid text-white', mark: '×' },
}

/** In the order people read them. */
const order: PartState[] = ['done', 'skipped', 'running', 'waiting', 'failed']

/** The partitions of a run; what happens once has a word for a name. */
export const partitionsOf = ({ parts }: RunProgress): RunPart[] => parts.filter(({ name }) => /^\d+$/.test(name))

/** What happens once: before and after the partitions. */
export const phasesOf = ({ parts }: RunProgress): RunPart[] => parts.filter(({ name }) => !/^\d+$/.test(name))

/** How many stand how, those that are there. */
export function countStates(parts: readonly RunPart[]): { state: PartState; count: number }[] {
  return order
    .map((state) => ({ state, count: parts.filter((part) => part.state === state).length }))
    .filter(({ count }) => count > 0)
}

/** "6 of 8 partitions are done; 1 is running, 1 failed." */
export function sayProgress(progress: RunProgress): string {
  const partitions = partitionsOf(progress)
  const counted = countStates(partitions)
  const number = (state: PartState) => counted.find((one) => one.state === state)?.count ?? 0
  const done = number('done') + number('skipped')
  const noun = partitions.length === 1 ? 'partition' : 'partitions'
  const more = [
    number('skipped') ? `${number('skipped')} by an earlier attempt` : '',
    number('running') ? `${number('running')} running` : '',
    number('failed') ? `${number('failed')} failed` : '',
  ].filter(Boolean)
  return `${done} of ${partitions.length} ${noun} done${more.length ? `; ${more.join(', ')}` : ''}.`
}
