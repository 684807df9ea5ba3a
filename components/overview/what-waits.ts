import type { WaitingThing } from './needs-you.tsx'

type Approval = {
  id: string
  summary: string
  createdAt: Date
  requestedById: string
  environment: string | undefined
  stand: { required: number; missing: number }
  votes: readonly { userId: string }[]
}

type Deployment = {
  id: string
  status: string
  reason: string | null
  createdAt: Date
  finishedAt: Date | null
  manifest: { id: string; name: string }
  manifestVersion: { version: number }
  environment: { id: string; name: string }
}

/** The requests this person could still vote on: not their own, not voted on by them. Pure. */
export function requestsFor(userId: string, approvals: readonly Approval[]): WaitingThing[] {
  return approvals
    .filter((request) => request.requestedById !== userId && !request.votes.some((vote) => vote.userId === userId))
    .map((request) => ({
      id: request.id,
      href: `/approvals/${request.id}`,
      status: 'open',
      sentence: `${request.summary}: ${request.stand.required - request.stand.missing} of ${request.stand.required} approvals given`,
      environment: request.environment,
      since: request.createdAt,
    }))
}

type Alert = {
  id: string
  sentence: string
  openedAt: Date
  /** Null while a silence holds it back. */
  toldAt: Date | null
  rule: { name: string; tell: readonly string[] }
}

/** Open alerts that people with these roles were told of. Pure. */
export function alertsFor(roles: readonly string[], alerts: readonly Alert[]): WaitingThing[] {
  return alerts
    .filter(({ toldAt, rule }) => toldAt !== null && rule.tell.some((role) => roles.includes(role)))
    .map(({ id, sentence, openedAt, rule }) => ({
      id,
      href: `/alerts?open=${id}`,
      status: 'failing',
      sentence: `${rule.name}: ${sentence.replace(/\.$/, '')}`,
      environment: undefined,
      since: openedAt,
    }))
}

/** Failed deployments that nothing newer has replaced: the newest of its manifest and environment failed. Pure. */
export function failuresIn(deployments: readonly Deployment[]): WaitingThing[] {
  const seen = new Set<string>()
  return deployments
    .filter((deployment) => {
      const place = `${deployment.manifest.id} ${deployment.environment.id}`
      const newest = !seen.has(place)
      seen.add(place)
      return newest && deployment.status === 'failed'
    })
    .map((deployment) => ({
      id: deployment.id,
      href: `/deployments/${deployment.id}`,
      status: 'failed',
      sentence: `Mend or resume ${deployment.manifest.name} v${deployment.manifestVersion.version}${deployment.reason ? `: ${deployment.reason.replace(/\.$/, '')}` : ''}`,
      environment: deployment.environment.name,
      since: deployment.finishedAt ?? deployment.createdAt,
    }))
}
