import { notFound, redirect } from 'next/navigation'
import { pageActor } from '#lib/auth/page-actor.ts'
import type { IdKind } from '#lib/ids.ts'
import { type Found, findThing } from '#lib/search/find-thing.ts'

type Props = { params: Promise<{ id: string }> }

/** The page of each kind of thing that has one. */
const pages: Partial<Record<IdKind, (id: string) => string>> = {
  manifest: (id) => `/manifests/${id}`,
  deployment: (id) => `/deployments/${id}`,
  runner: (id) => `/catalog/${id}`,
  instance: (id) => `/catalog/instances/${id}`,
  run: (id) => `/runs/${id}`,
  deadLetter: (id) => `/dead-letters/${id}`,
  replay: (id) => `/dead-letters/replays/${id}`,
  trigger: (id) => `/schedules/triggers/${id}`,
  pause: () => '/schedules/pauses',
  alert: (id) => `/alerts?open=${id}`,
  alertRule: (id) => `/alerts?ruleId=${id}`,
  silence: () => '/alerts/silences',
  approval: (id) => `/approvals/${id}`,
  exception: (id) => `/exceptions/${id}`,
  breakGlass: () => '/exceptions/break-glass',
  artifact: (id) => `/artifacts/${id}`,
  finding: (id) => `/findings?finding=${id}`,
  waiver: () => '/findings/waivers',
  notification: () => '/notifications',
  evidence: (id) => `/evidence/${id}`,
  environment: () => '/settings/environments',
  user: () => '/settings/members',
  token: () => '/settings/tokens',
  agent: () => '/settings/agents',
}

function pageOf(found: Found | undefined): string | undefined {
  if (!found) return undefined
  if ('version' in found) return `/manifests/${found.manifestId}/versions/${found.version}`
  return pages[found.kind]?.(found.id)
}

/** Where a pasted id or digest leads. */
export default async function GoPage({ params }: Props) {
  const actor = await pageActor('manifest:read')
  const page = pageOf(await findThing(actor, decodeURIComponent((await params).id)))
  if (!page) notFound()
  redirect(page)
}
