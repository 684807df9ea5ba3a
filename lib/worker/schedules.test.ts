import { expect, test } from 'vitest'
import { eachByItself } from './schedules.ts'

test('a step that fails, even before it waits for anything, holds back none that follows', async () => {
  const done: string[] = []
  await eachByItself([
    async () => done.push('first'),
    () => Promise.reject(new Error('a row that nobody can read')),
    () => {
      throw new Error('at once')
    },
    async () => done.push('last'),
  ])
  expect(done).toEqual(['first', 'last'])
})
