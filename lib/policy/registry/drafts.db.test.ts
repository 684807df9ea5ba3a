import { beforeAll, describe, expect, test } from 'vitest'
import { makeActor } from '#lib/auth/actor.ts'
import { db, unsafeDb } from '../../db/client.ts'
import { makeTenant, type TestTenant } from '../../db/testing/world.ts'
import { makePlatformRules } from '../testing/rules.ts'
import { createDraft } from './create-draft.ts'
import { discardDraft } from './discard-draft.ts'
import { findDraft } from './find-draft.ts'
import { validateText } from './lint-rule.ts'
import { saveDraft } from './save-draft.ts'
import { MOST_RULES } from './schema.ts'

let platform: TestTenant
let tenant: TestTenant

beforeAll(async () => {
  platform = await makeTenant('platform')
  tenant = await makeTenant()
  await makePlatformRules()
})

const writer = (of: TestTenant) => makeActor({ ...of.admin, platformAdmin: true })

test('a draft of the platform takes its active rules and belongs to the tenant platform', async () => {
  const { id, revision } = await createDraft(writer(tenant), { scope: 'platform', title: 'Fewer runners' })
  expect(revision).toBe(1)
  const draft = await findDraft(db, writer(tenant), id)
  expect(draft).toMatchObject({ tenantId: platform.id, scopeTenantId: '', basedOn: 1, status: 'draft' })
  expect(Object.keys(draft.policies as object)).toContain('matrix.not_offered')
})

test('a draft of a tenant begins empty, and only who writes policies makes one', async () => {
  const { id } = await createDraft(writer(tenant), { title: 'Ours' })
  expect(await findDraft(db, tenant.engineer, id)).toMatchObject({ scope: 'tenant', basedOn: null, policies: {} })
  for (const actor of [tenant.admin, tenant.approver, tenant.engineer]) {
    await expect(createDraft(actor, { title: 'No' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(saveDraft(actor, { id, revision: 1, note: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(discardDraft(actor, { id, revision: 1 })).rejects.toMatchObject({ code: 'forbidden' })
  }
})

describe('a file of rules', () => {
  const permit = (id: string) => `@id("${id}")\npermit (principal, action, resource);\n`
  test('is told of an id that two rules have, and where each fault is in it', async () => {
    const text = [permit('team.one'), permit('team.two'), permit('team.one'), '@id("team.bad")\nforbid (\n'].join('\n')
    const broken = await validateText(tenant.auditor, { text })
    expect(broken.faults).toHaveLength(1)
    const { faults, rules } = await validateText(tenant.auditor, {
      text: text.slice(0, text.indexOf('@id("team.bad")')),
    })
    expect(rules).toEqual(['team.one', 'team.two'])
    expect(faults).toEqual([expect.objectContaining({ rule: 'team.one', severity: 'error', line: 1, endLine: 2 })])
    const odd = `${permit('team.one')}\n\n${permit('team.odd').replace('permit', '@level("hard") permit')}`
    expect((await validateText(tenant.auditor, { text: odd })).faults).toMatchObject([{ rule: 'team.odd', line: 6 }])
  })
  test('with more rules than a layer may have is refused, as a draft with them is', async () => {
    const ids = Array.from({ length: MOST_RULES + 1 }, (_, at) => `team.rule_${at}`)
    const text = ids.map(permit).join('\n')
    const refused = { code: 'invalid_input', message: expect.stringContaining(`at most ${MOST_RULES}`) }
    await expect(validateText(tenant.auditor, { text })).rejects.toMatchObject(refused)
    const by = writer(tenant)
    const draft = await createDraft(by, { title: 'Far too many' })
    const policies = Object.fromEntries(ids.map((id) => [id, permit(id)]))
    await expect(saveDraft(by, { ...draft, policies })).rejects.toThrow(`at most ${MOST_RULES} rules`)
  })
})

describe('edits', () => {
  test('faulty text is kept; an edit on an older revision is refused and changes nothing', async () => {
    const { id } = await createDraft(writer(tenant), { title: 'Two at once' })
    const policies = { 'team.rule': 'forbid (principal' }
    expect(await saveDraft(writer(tenant), { id, revision: 1, policies })).toEqual({ id, revision: 2 })
    const late = saveDraft(writer(tenant), { id, revision: 1, policies: {} })
    await expect(late).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('revision 2') })
    expect(await findDraft(db, tenant.engineer, id)).toMatchObject({ revision: 2, policies })
  })
  test('of two at the same moment one is kept', async () => {
    const { id } = await createDraft(writer(tenant), { title: 'Race' })
    const edits = ['a', 'b'].map((note) => saveDraft(writer(tenant), { id, revision: 1, note }))
    const ended = await Promise.allSettled(edits)
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
  test('what was approved is a draft again', async () => {
    const { id } = await createDraft(writer(tenant), { title: 'Approved' })
    await db.policyDraft.updateMany({ where: { tenantId: tenant.id, id }, data: { status: 'approved' } })
    await saveDraft(writer(tenant), { id, revision: 1, note: 'one more thing' })
    expect(await findDraft(db, tenant.engineer, id)).toMatchObject({ status: 'draft', revision: 2 })
  })
  test('what is discarded stays as it is', async () => {
    const { id } = await createDraft(writer(tenant), { title: 'Gone' })
    await discardDraft(writer(tenant), { id, revision: 1 })
    const edit = saveDraft(writer(tenant), { id, revision: 1, note: 'x' })
    await expect(edit).rejects.toMatchObject({ code: 'invalid_state' })
  })
})

test('drafts of another tenant, and those of the platform for its members, are not there', async () => {
  const other = await makeTenant()
  const { id } = await createDraft(writer(tenant), { title: 'Ours' })
  const { id: wide } = await createDraft(writer(tenant), { scope: 'platform', title: 'Theirs' })
  await expect(findDraft(db, writer(other), id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(findDraft(db, tenant.engineer, wide)).rejects.toMatchObject({ code: 'not_found' })
  await expect(saveDraft(writer(other), { id, revision: 1, note: 'x' })).rejects.toMatchObject({ code: 'not_found' })
})

test('the texts of a version never change, and none goes away', async () => {
  await expect(unsafeDb.policyVersion.updateMany({ data: { policies: {} } })).rejects.toThrow()
  await expect(unsafeDb.policyVersion.deleteMany()).rejects.toThrow()
})
