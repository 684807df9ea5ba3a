import { expect, test } from 'vitest'

const { heard } = await import('../db/testing/heard.ts')
const { unsafeDb } = await import('../db/client.ts')
const { makeTenant } = await import('../db/testing/world.ts')
const { newId } = await import('../ids.ts')
const { openLog } = await import('../live/log-writer.ts')
const { activeRunner } = await import('../runs/testing/active-runner.ts')
const { listEvidence } = await import('../evidence/queries.ts')
const { forgetLogs, listRetention, setRetention } = await import('./retention.ts')
const { logSearch } = await import('./schema.ts')
const { searchLogs } = await import('./search-logs.ts')

type Tenant = Awaited<ReturnType<typeof makeTenant>>

const find = (tenant: Tenant, search: object) => searchLogs(tenant.engineer, logSearch.parse(search))

async function runWith(tenant: Tenant, runnerId: string, facts: { token: string; correlationId?: string }) {
  const id = newId('run')
  const { environmentId } = await unsafeDb.runner.findFirstOrThrow({ where: { id: runnerId } })
  const common = { tenantId: tenant.id, runnerId, origin: 'api', inputDigest: 'd', artifactDigest: 'd' } as const
  await unsafeDb.run.create({
    data: { ...common, ...facts, id, environmentId, runnerClass: 'serverless', traceId: 'a'.repeat(32) },
  })
  return id
}

async function say(tenantId: string, subjectId: string, channel: string, ...lines: string[]) {
  const log = openLog({ tenantId, subjectId, channel, attempt: 1 })
  for (const line of lines) log.line(line)
  await log.close()
}

test('lines are found by text, run token and correlation, newest first, in the own tenant only', async () => {
  const [tenant, other] = [await makeTenant(), await makeTenant()]
  const { runnerId } = await activeRunner(tenant)
  const first = await runWith(tenant, runnerId, { token: 'orders:1', correlationId: 'batch-7' })
  const second = await runWith(tenant, runnerId, { token: 'orders:2' })
  await say(tenant.id, first, 'function', 'reading', 'Order 17 REFUSED by the bank', 'done')
  await say(tenant.id, second, 'function', 'order 18 refused, too', 'password=hunter22')
  await say(tenant.id, newId('deployment'), 'build', 'nothing was refused here')
  await say(other.id, newId('deployment'), 'build', 'order 19 refused elsewhere')

  const all = await find(tenant, { text: 'refused' })
  expect(all.found.map(({ lines }) => lines)).toEqual([
    ['nothing was refused here'],
    ['order 18 refused, too'],
    ['Order 17 REFUSED by the bank'],
  ])
  expect(all.next).toBeUndefined()
  expect(all.found[2]).toMatchObject({
    subjectId: first,
    run: { token: 'orders:1', correlationId: 'batch-7', runnerId },
  })
  expect((await find(tenant, { token: 'orders:2' })).found[0]?.lines).toEqual([
    'order 18 refused, too',
    'password=[redacted]',
  ])
  expect((await find(tenant, { correlation: 'batch-7', text: 'bank' })).found).toHaveLength(1)
  expect((await find(tenant, { run: first, text: 'order 18' })).found).toHaveLength(0)
  expect((await find(tenant, { token: 'nobody' })).found).toHaveLength(0)
  expect((await find(tenant, { logClass: 'deployment', text: 'refused' })).found).toHaveLength(1)
  expect((await find(other, { token: 'orders:1' })).found).toHaveLength(0)
  const paged: string[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await find(tenant, { text: 'refused', limit: 1, cursor })
    paged.push(...page.found.flatMap(({ lines }) => lines))
    cursor = page.next
    if (!cursor) break
  }
  expect(paged).toEqual(all.found.flatMap(({ lines }) => lines))
})

test('a question over a large log looks back so far and says so; every statement goes by an index', async () => {
  const tenant = await makeTenant()
  const { runnerId } = await activeRunner(tenant)
  await unsafeDb.$executeRaw`
    insert into "LogChunk" ("tenantId", "subjectId", "logClass", channel, at, text)
    select ${tenant.id}, 'job_' || (i % 5000), (case when i % 3 = 0 then 'deployment' else 'serverless' end)::"LogClass",
      'function', now() - i * interval '1 second', 'line ' || i || case when i in (100, 70000) then ' needle' else '' end
    from generate_series(1, 90000) i`
  await unsafeDb.$executeRaw`analyze "LogChunk"`
  heard.length = 0
  const found: string[] = []
  let questions = 0
  for (let cursor: string | undefined; ; ) {
    const page = await find(tenant, { text: 'NEEDLE', cursor })
    questions++
    found.push(...page.found.flatMap(({ lines }) => lines))
    cursor = page.next
    if (!cursor) break
    expect(page.lookedBackTo).toBeInstanceOf(Date)
  }
  expect(found).toEqual(['line 100 needle', 'line 70000 needle'])
  // 60 000 chunks of functions, 20 000 a question.
  expect(questions).toBeGreaterThanOrEqual(3)
  expect(questions).toBeLessThanOrEqual(5)
  await find(tenant, { runner: runnerId, text: 'x' })
  await find(tenant, { correlation: 'c', text: 'x' })
  const scans: string[] = []
  for (const { query, params } of heard.filter(
    ({ query }) => query.includes('"LogChunk"') && query.includes('strpos'),
  )) {
    const values = JSON.parse(params) as unknown[]
    const plan = await unsafeDb.$queryRawUnsafe<{ 'QUERY PLAN': string }[]>(`explain ${query}`, ...values)
    scans.push(...plan.map((row) => row['QUERY PLAN']).filter((line) => line.includes('Seq Scan on "LogChunk"')))
  }
  expect(scans).toEqual([])
})

test('logs are kept as long as their class is, and the change is in the evidence', async () => {
  const [tenant, other] = [await makeTenant(), await makeTenant()]
  const chunk = (tenantId: string, logClass: 'serverless' | 'deployment', days: number) =>
    unsafeDb.logChunk.create({
      data: {
        tenantId,
        subjectId: `s${days}`,
        logClass,
        channel: 'c',
        text: `${days}`,
        at: new Date(Date.now() - days * 86_400_000),
      },
    })
  for (const { id } of [tenant, other]) {
    for (const days of [5, 20, 40]) await chunk(id, 'serverless', days)
    await chunk(id, 'deployment', 300)
  }
  await expect(setRetention(tenant.engineer, { logClass: 'serverless', days: 10 })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(setRetention(tenant.admin, { logClass: 'serverless', days: 0 })).rejects.toThrow()
  await setRetention(tenant.admin, { logClass: 'serverless', days: 10 })
  expect(await listRetention(tenant.engineer)).toContainEqual({ logClass: 'serverless', days: 10, own: true })
  await forgetLogs(new Date())
  const left = async (tenantId: string) =>
    (await unsafeDb.logChunk.findMany({ where: { tenantId }, orderBy: { at: 'desc' } })).map(({ text }) => text)
  expect(await left(tenant.id)).toEqual(['5', '300'])
  expect(await left(other.id)).toEqual(['5', '20', '300'])
  const { evidence } = await listEvidence(tenant.auditor, { kind: 'retention.changed' })
  expect(evidence.map(({ sentence }) => sentence)).toEqual([
    'Logs of serverless are kept for 10 days from now on, instead of 30.',
  ])
})
