import { expect, test } from 'vitest'
import { stayOf } from './stay.ts'

const placed = (id: string, digest: string, minute: number, manifestVersionId = `v-${digest}`) => ({
  id,
  manifestVersionId,
  artifactDigest: digest,
  finishedAt: new Date(minute * 60_000),
})
const now = new Date(100 * 60_000)

test.each([
  ['what runs still', [placed('b', 'x', 40), placed('a', 'y', 10)], 'b', 40, 100],
  ['what was replaced', [placed('b', 'x', 40), placed('a', 'y', 10)], 'a', 10, 40],
  ['what was deployed again', [placed('b', 'x', 40), placed('a', 'x', 10)], 'b', 10, 100],
  ['what was deployed again, asked for by the first', [placed('b', 'x', 40), placed('a', 'x', 10)], 'a', 10, 100],
  ['another version of the same bytes', [placed('b', 'x', 40, 'v2'), placed('a', 'x', 10, 'v1')], 'b', 40, 100],
  ['what came back', [placed('c', 'x', 70), placed('b', 'y', 40), placed('a', 'x', 10)], 'c', 70, 100],
])('%s', (_name, list, id, since, until) => {
  expect(stayOf(list, id, now)).toEqual({ since: new Date(since * 60_000), until: new Date(until * 60_000) })
})

test('what never succeeded there has not stayed', () => {
  expect(stayOf([placed('a', 'x', 10)], 'z', now)).toBeUndefined()
})
