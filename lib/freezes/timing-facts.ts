import { type Tx, unsafeTx } from '../db/client.ts'
import type { GovernedMatter } from '../policy/governance-facts.ts'
import type { PolicyRequestOf } from '../policy/schema.ts'
import { windowAt } from './change-windows.ts'
import { nextStart } from './next-start.ts'

/** Stands for every tenant, in a freeze of the platform's. */
export const EVERY_TENANT = '*'

type Where = Pick<GovernedMatter, 'tenantId' | 'declared' | 'environment'>
type TimingFacts = Pick<PolicyRequestOf<'deploy'>, 'freezes' | 'window'>

/** Freezes that bear on a change, and the windows of where it goes, as a gate judges them for the instant `at`. */
export async function timingFacts(tx: Tx, matter: Where & { at: Date }): Promise<TimingFacts> {
  const freezes = (await standingFreezes(tx, matter, matter.at)).filter(({ startsAt }) => startsAt <= matter.at)
  const window = windowAt(await windowsOf(tx, matter.environment.id), matter.at)
  return {
    ...(freezes.length > 0 && {
      freezes: freezes.map(({ id, reason, endsAt }) => ({ id, reason, until: endsAt.toISOString() })),
    }),
    ...(window && { window }),
  }
}

/** The earliest instant from `at` on at which the change may begin; undefined when none comes. */
export async function nextStartOf(tx: Tx, matter: Where & { at: Date }): Promise<Date | undefined> {
  const freezes = await standingFreezes(tx, matter, matter.at)
  return nextStart(freezes, await windowsOf(tx, matter.environment.id), matter.at)
}

/** Freezes that bear on the change and end after `at`, the soonest end first. */
function standingFreezes(tx: Tx, { tenantId, declared, environment }: Where, at: Date) {
  // The platform's own rows belong to no tenant.
  return unsafeTx(tx).freeze.findMany({
    where: {
      tenantId: { in: [EVERY_TENANT, tenantId] },
      liftedAt: null,
      endsAt: { gt: at },
      AND: [
        { OR: [{ environmentId: null }, { environmentId: environment.id }] },
        { OR: [{ runnerClass: null }, { runnerClass: declared.runner.class }] },
      ],
    },
    select: { id: true, reason: true, startsAt: true, endsAt: true },
    orderBy: [{ endsAt: 'asc' }, { id: 'asc' }],
  })
}

/** The windows in which an environment changes; none for one that changes at any time. */
function windowsOf(tx: Tx, environmentId: string) {
  return tx.changeWindow.findMany({ where: { environmentId }, orderBy: { id: 'asc' } })
}
