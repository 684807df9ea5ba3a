import fs from 'node:fs'
import { expect, test } from 'vitest'
import { drawStates, PICTURE, statesInWords } from './draw-states.ts'
import { type RunStatus, runStatuses } from './run-words.ts'
import { isOver, mayBecome, transitions } from './states.ts'

test('what has ended stays as it is, but a denied run may be asked for again', () => {
  const over = runStatuses.filter(isOver)
  expect(over).toEqual(['succeeded', 'failed', 'denied', 'cancelled'])
  const onward = over.flatMap((from) => runStatuses.filter((to) => mayBecome(from, to)).map((to) => [from, to]))
  expect(onward).toEqual([['denied', 'queued']])
})

const sourcesOf = (to: RunStatus) => runStatuses.filter((from) => mayBecome(from, to))

test('a run succeeds only from running, and is cancelled from anywhere open', () => {
  expect(sourcesOf('succeeded')).toEqual(['running'])
  expect(sourcesOf('cancelled')).toEqual(['queued', 'running', 'retrying'])
  expect(sourcesOf('denied')).toEqual(['queued', 'running'])
  expect(sourcesOf('queued')).toEqual(['running', 'retrying', 'denied'])
})

test('the picture has a box for every status and an arrow for every way there is, inside its frame', () => {
  const { boxes, arrows } = drawStates()
  expect(boxes.map(({ status }) => status).sort()).toEqual([...runStatuses].sort())
  for (const from of runStatuses) {
    for (const to of runStatuses) {
      const drawn = arrows.some((arrow) => arrow.from === from && arrow.to === to)
      expect(drawn, `${from} to ${to}`).toBe(mayBecome(from, to))
    }
  }
  for (const box of boxes) {
    expect(box.x).toBeGreaterThanOrEqual(0)
    expect(box.x + box.width).toBeLessThanOrEqual(PICTURE.width)
    expect(box.y + box.height).toBeLessThanOrEqual(PICTURE.height)
  }
  for (const { path } of arrows) expect(path).not.toContain('NaN')
})

test('docs/runs.md has the same picture, word for word', () => {
  expect(fs.readFileSync('docs/runs.md', 'utf8')).toContain(statesInWords())
  expect(transitions().every(({ when }) => when.endsWith('.'))).toBe(true)
})
