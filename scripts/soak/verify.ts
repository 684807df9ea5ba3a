import fs from 'node:fs'
import path from 'node:path'
import { unsafeDb } from '#lib/db/client.ts'
import { homePath } from '#lib/env.ts'
import { checkLog } from '#lib/evidence/check-log.ts'
import { committedEffect, readOutput } from '#lib/provisioning/targets/local/run-output.ts'
import { limits } from './limits.ts'
import type { SoakTenant } from './world.ts'

export type Check = { name: string; of: number; problems: string[] }

const ask = <T>(text: string) => unsafeDb.$queryRawUnsafe<T[]>(text)
const counted = (rows: { n: bigint | number }[]) => rows.reduce((sum, { n }) => sum + Number(n), 0)

/** All that a soak promises, looked up in what is left of it: rows, files and the log. */
export async function verify(tenants: readonly SoakTenant[], asked: number): Promise<Check[]> {
  return [
    await everyTokenOnce(asked),
    await effectsOnce(tenants),
    await ledgerComplete(),
    await placesNeverExceeded(),
    await moneyAddsUp(),
    await evidenceComplete(),
    ...(await logsWhole(tenants)),
  ]
}

async function everyTokenOnce(asked: number): Promise<Check> {
  const [row] = await ask<{ runs: bigint; tokens: bigint; open: bigint }>(`
    select count(*) as runs, count(distinct ("runnerId", token)) as tokens,
           count(*) filter (where "finishedAt" is null) as open from "Run"`)
  const { runs, tokens, open } = row ?? { runs: 0n, tokens: 0n, open: 0n }
  const problems: string[] = []
  if (Number(runs) !== asked || tokens !== runs) problems.push(`${asked} asked for, ${runs} runs, ${tokens} tokens`)
  if (open) problems.push(`${open} have not ended`)
  return { name: 'every token is one run, and every run ended', of: Number(runs), problems }
}

/** A token's effect is there once if its run succeeded, of the very attempt whose answer the run has; else not at all. */
async function effectsOnce(tenants: readonly SoakTenant[]): Promise<Check> {
  const problems: string[] = []
  let effects = 0
  for (const spec of tenants.flatMap((tenant) => tenant.runners)) {
    const { tenantId, runnerId } = spec
    const runs = await unsafeDb.run.findMany({
      where: { tenantId, runnerId },
      select: { token: true, status: true, result: true },
    })
    for (const { token, status, result } of runs) {
      const there = committedEffect(spec, token)
      if (status !== 'succeeded') {
        if (there && status !== 'failed') problems.push(`${token} is ${status} and has an effect`)
        continue
      }
      const { word } = (result ?? {}) as { word?: string }
      const written = there && readOutput(spec, token, 'effect').toString()
      if (written !== `${token} ${word}`) problems.push(`${token}: written ${written}, answered ${word}`)
      effects++
    }
  }
  const folders = countEffects(homePath('storage'))
  if (folders < effects) problems.push(`${folders} effects in storage, ${effects} runs succeeded`)
  return { name: 'the effect of every token is there exactly once', of: effects, problems }
}

function countEffects(folder: string): number {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names.filter((name) => path.basename(name) === 'effect').length
}

async function ledgerComplete(): Promise<Check> {
  const missing = await ask<{ id: string }>(`
    select r.id from "Run" r left join "DeadLetter" d on d."tenantId" = r."tenantId" and d."runId" = r.id
     where (r.status = 'failed') <> (d.id is not null)`)
  const of = counted(await ask(`select count(*) as n from "DeadLetter"`))
  return { name: 'every failure is in the ledger, and nothing else', of, problems: missing.map(({ id }) => id) }
}

/** Over all attempts from beginning to end, but for the time that their holder was silent and their place others'. */
async function placesNeverExceeded(): Promise<Check> {
  // An agent may hold more of a runner than it carries out (lib/agents/share-of.ts), so rows say that of workers alone.
  const by = {
    platform: `''`,
    tenant: `a."tenantId"`,
    class: `a."tenantId" || r."runnerClass"`,
    runner: `case when r."runnerClass" = 'serverless' then r."runnerId" end`,
  }
  const problems: string[] = []
  for (const [of, key] of Object.entries(by) as [keyof typeof by, string][]) {
    const [row] = await ask<{ most: bigint | null }>(`
      select max(running) as most from (
        select sum(step) over (partition by what order by at, step rows unbounded preceding) as running from (
          select ${key} as what, step.at, step.by as step from "RunAttempt" a
            join "Run" r on r."tenantId" = a."tenantId" and r.id = a."runId"
            cross join lateral (values (a."startedAt", 1), (a."silentFrom", -1), (a."silentUntil", 1),
              (greatest(a."finishedAt", a."startedAt"), -1)) as step(at, by)
           where a.status <> 'denied' and step.at is not null) steps where what is not null) sums`)
    if (Number(row?.most ?? 0) > limits[of]) problems.push(`${row?.most} at once of a ${of}, ${limits[of]} may be`)
  }
  const of = counted(await ask(`select count(*) as n from "RunAttempt"`))
  return { name: 'no quota was exceeded by one, recomputed from all attempts', of, problems }
}

async function moneyAddsUp(): Promise<Check> {
  const problems: string[] = []
  const left = await ask<{ tenantId: string }>(
    `select "tenantId" from "UsageMonth" where "reservedMs" <> 0 or "reservedMicros" <> 0`,
  )
  for (const { tenantId } of left) problems.push(`${tenantId} has something set aside although nothing runs`)
  const wrong = await ask<{ tenantId: string; booked: string; spent: string }>(`
    select tenants."tenantId", booked::text, spent::text from
      (select "tenantId", sum("costMicros") as booked from "UsageMonth" group by 1) tenants
      join (select "tenantId", sum("costMicros") as spent from "RunAttempt" group by 1) attempts using ("tenantId")
     where booked <> spent`)
  for (const { tenantId, booked, spent } of wrong)
    problems.push(`${tenantId} is booked ${booked}, attempts cost ${spent}`)
  const over = await ask<{ tenantId: string; spent: string; max: string }>(`
    select a."tenantId", sum(a."costMicros")::text as spent, q."monthlyBudget"::text as max
      from "RunAttempt" a join "Quota" q on q."tenantId" = a."tenantId" and q."monthlyBudget" is not null
     group by 1, 3 having sum(a."costMicros") > max(q."monthlyBudget")`)
  for (const { tenantId, spent, max } of over) problems.push(`${tenantId} spent ${spent} of ${max}`)
  const denied = counted(await ask(`select count(*) as n from "Run" where status = 'denied'`))
  return {
    name: 'no budget was exceeded, and what is booked is what attempts cost (denied for it)',
    of: denied,
    problems,
  }
}

async function evidenceComplete(): Promise<Check> {
  const wrong = await ask<{ id: string; status: string; requested: bigint; finished: bigint; denied: bigint }>(`
    select r.id, r.status::text, count(*) filter (where e.kind = 'run.requested') as requested,
           count(*) filter (where e.kind = 'run.finished') as finished,
           count(*) filter (where e.kind = 'run.denied') as denied
      from "Run" r left join "Evidence" e on e."tenantId" = r."tenantId" and e."runId" = r.id
     group by r."tenantId", r.id
    having case when r.status = 'denied'
      then count(*) filter (where e.kind = 'run.denied') < 1 or count(*) filter (where e.kind = 'run.finished') > 0
      else count(*) filter (where e.kind = 'run.requested') <> 1 or count(*) filter (where e.kind = 'run.finished') <> 1
    end`)
  const attempts = await ask<{ id: string; number: number; started: bigint; over: bigint }>(`
    select a."runId" as id, a.number, count(*) filter (where e.kind = 'run.started') as started,
           count(*) filter (where e.kind <> 'run.started') as over
      from "RunAttempt" a
      left join lateral (
        select kind from "Evidence" e
         where e."tenantId" = a."tenantId" and e."runId" = a."runId"
           and e.kind in ('run.started', 'run.retrying', 'run.handed_back', 'run.finished')
           and convert_from(e.payload, 'UTF8')::jsonb #>> '{predicate,facts,attempt}' = a.number::text
      ) e on true
     group by a."tenantId", a."runId", a.number
    having count(*) filter (where e.kind = 'run.started') <> 1 or count(*) filter (where e.kind <> 'run.started') < 1`)
  const problems = wrong.map(
    (row) => `${row.id} ${row.status}: ${row.requested} asked, ${row.finished} ended, ${row.denied} denied`,
  )
  for (const { id, number, started, over } of attempts)
    problems.push(`${id} attempt ${number}: ${started} began, ${over} ended or handed back`)
  const of = counted(await ask(`select count(*) as n from "Evidence" where "runId" is not null`))
  return { name: 'the evidence of every run and attempt is complete', of, problems }
}

async function logsWhole(tenants: readonly SoakTenant[]): Promise<Check[]> {
  let of = 0
  const problems: string[] = []
  for (const { id, slug } of tenants) {
    const check = await checkLog(id)
    of += check.entries
    problems.push(...check.problems.map((problem) => `${slug}: ${problem}`))
    if (check.pending) problems.push(`${slug}: ${check.pending} events wait`)
  }
  return [{ name: 'every log is whole: leaves, signatures, root, checkpoint', of, problems }]
}
