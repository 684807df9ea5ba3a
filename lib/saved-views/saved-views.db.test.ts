import { expect, test } from 'vitest'
import { makeTenant } from '../db/testing/world.ts'
import { deleteView } from './delete-view.ts'
import { filtersOf } from './filters.ts'
import { listViews } from './queries.ts'
import { renameView } from './rename-view.ts'
import { saveView } from './save-view.ts'

test('filters are kept in one order, without the place in the list', () => {
  expect(filtersOf('status=failed&cursor=job_1&environment=prod&origin=')).toBe('environment=prod&status=failed')
  expect(filtersOf('a=2&a=1&finding=fnd_1')).toBe('a=2&a=1')
})

test('a view is saved, saved again, renamed and deleted', async () => {
  const { engineer } = await makeTenant()
  const first = await saveView(engineer, { page: '/runs', name: ' Failed in prod ', query: 'status=failed&cursor=x' })
  expect(first).toMatchObject({ name: 'Failed in prod', query: 'status=failed' })
  const again = await saveView(engineer, { page: '/runs', name: 'Failed in prod', query: 'status=dead_lettered' })
  expect(again).toEqual({ ...first, query: 'status=dead_lettered' })
  await renameView(engineer, { id: first.id, name: 'Broken' })
  expect((await listViews(engineer, '/runs')).map(({ name }) => name)).toEqual(['Broken'])
  expect(await listViews(engineer, '/deployments')).toEqual([])
  await deleteView(engineer, { id: first.id })
  expect(await listViews(engineer, '/runs')).toEqual([])
})

test('a name is used once in a list', async () => {
  const { engineer } = await makeTenant()
  const one = await saveView(engineer, { page: '/runs', name: 'One', query: '' })
  await saveView(engineer, { page: '/runs', name: 'Two', query: '' })
  await expect(renameView(engineer, { id: one.id, name: 'Two' })).rejects.toMatchObject({ code: 'conflict' })
  await expect(saveView(engineer, { page: '/runs', name: ' ', query: '' })).rejects.toThrow(/needs a name/)
})

test('views are one’s own: nobody else sees, renames or deletes them', async () => {
  const [tenant, other] = [await makeTenant(), await makeTenant()]
  const { id } = await saveView(tenant.engineer, { page: '/runs', name: 'Mine', query: '' })
  for (const stranger of [tenant.approver, other.engineer]) {
    expect(await listViews(stranger, '/runs')).toEqual([])
    await expect(renameView(stranger, { id, name: 'Yours' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(deleteView(stranger, { id })).rejects.toMatchObject({ code: 'not_found' })
  }
  expect(await listViews(tenant.engineer, '/runs')).toMatchObject([{ name: 'Mine' }])
})

test('a list has only as many views as a menu can show', async () => {
  const { engineer } = await makeTenant()
  for (let i = 0; i < 50; i++) await saveView(engineer, { page: '/runs', name: `v${i}`, query: '' })
  const more = saveView(engineer, { page: '/runs', name: 'one more', query: '' })
  await expect(more).rejects.toMatchObject({ code: 'invalid_state' })
  await saveView(engineer, { page: '/runs', name: 'v1', query: 'status=failed' })
})
