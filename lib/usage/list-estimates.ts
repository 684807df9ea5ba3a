import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { pageOf } from '../db/page.ts'
import { type RunnerClassName, runnerClasses } from '../manifests/classes.ts'
import { type ComparedRunner, compareRunners, type Span } from './compared-runners.ts'
import { type EstimateError, estimateError } from './estimate-error.ts'
import { dayName, dayOf, daysAfter } from './months.ts'

const SPAN_DAYS = 30
/** Spans that past errors are given for: the last 30 days and the two before. */
const SPANS = 3
/** Runners a span, those that were used most; the others hardly weigh. */
const MOST_RUNNERS = 500

const spanBack = (now: Date, back: number): Span => {
  const until = daysAfter(dayOf(now), -back * SPAN_DAYS)
  return { from: daysAfter(until, -SPAN_DAYS), until }
}

/** The tenant's runners, newest first: what they were estimated to cost a month, and what the last 30 days come to. */
export async function listEstimates(
  actor: Actor,
  page: { cursor?: string | undefined; limit?: number | undefined } = {},
  now = new Date(),
): Promise<{ runners: ComparedRunner[]; next: string | undefined }> {
  authorise(actor, 'cost:read')
  const { tenantId } = actor
  const limit = page.limit ?? 50
  const found = await db.runner.findMany({
    where: { tenantId, status: { not: 'destroyed' }, ...(page.cursor ? { id: { lt: page.cursor } } : {}) },
    orderBy: { id: 'desc' },
    take: limit + 1,
    select: { id: true },
  })
  const { rows, next } = pageOf(found, limit, ({ id }) => id)
  // Of runners that are there now, the estimate of now: one that was deployed a minute ago has one.
  const span = { ...spanBack(now, 0), asOf: now }
  return { runners: await compareRunners(tenantId, span, { ids: rows.map(({ id }) => id) }), next }
}

/** How far the estimates of a class were off, span by span, the last one first. */
export type ClassError = { class: RunnerClassName; spans: EstimateError[] }
export type EstimateErrors = { spans: { from: string; until: string }[]; classes: ClassError[] }

/** The past error of estimates by class: the last 30 days and the two spans before, each against what was estimated then. */
export async function readEstimateErrors(actor: Actor, now = new Date()): Promise<EstimateErrors> {
  authorise(actor, 'cost:read')
  const spans = Array.from({ length: SPANS }, (_, back) => spanBack(now, back))
  const compared = await Promise.all(spans.map((span) => compareRunners(actor.tenantId, span, { most: MOST_RUNNERS })))
  const errorIn = (runners: readonly ComparedRunner[], name: RunnerClassName) =>
    estimateError(
      runners.flatMap(({ runnerClass, estimate, measured, days }) =>
        runnerClass === name && estimate && measured
          ? { estimated: (estimate.byUse * days) / SPAN_DAYS, measured: (measured.byUse * days) / SPAN_DAYS }
          : [],
      ),
    )
  return {
    spans: spans.map(({ from, until }) => ({ from: dayName(from), until: dayName(until) })),
    classes: runnerClasses.map((name) => ({ class: name, spans: compared.map((runners) => errorIn(runners, name)) })),
  }
}
