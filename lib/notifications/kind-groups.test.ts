import { expect, test } from 'vitest'
import { kindGroups } from './kind-groups.ts'
import { notificationKinds } from './schema.ts'

test('every kind can be chosen, once', () => {
  const offered = kindGroups.flatMap(({ lines }) => lines.map(({ kind }) => kind))
  expect(offered.toSorted()).toEqual(notificationKinds.toSorted())
})
