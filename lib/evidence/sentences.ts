import type { EventOf, EvidenceEvent } from './events.ts'
import type { EvidenceKind } from './kinds.ts'

type Lines = { [K in EvidenceKind]: (event: EventOf<K>) => string }

const list = (words: readonly string[]) => (words.length ? words.join(', ') : 'nothing')
const short = (digest: string) => digest.replace(/^sha256:/, '').slice(0, 12)
const because = (reason: string | undefined) => (reason ? `: ${reason.replace(/\.$/, '')}` : '')
const rules = (findings: { id: string; level?: string }[]) =>
  list(findings.filter(({ level }) => level !== 'advisory').map(({ id }) => id))
const spaced = (status: string) => status.replaceAll('_', ' ')
const everywhere = (name: string, what: string) => (name === '*' ? `every ${what}` : name)
const named = (e: { manifest: string; version: number; environment: string }) =>
  `${e.manifest} v${e.version} to ${e.environment}`
const shape = (e: { class: string; size: string; profile: string }) => `${e.class} ${e.size} on ${e.profile}`
const plural = (count: number, thing: string, many = `${thing}s`) => `${count} ${count === 1 ? thing : many}`

const changes = (changed: readonly { path: string }[] | undefined) =>
  changed?.length
    ? `${list(changed.slice(0, 8).map(({ path }) => path))} ${changed.length === 1 ? 'changes' : 'change'}`
    : 'nothing changes'
const frozen = (e: { everyTenant: boolean; environment?: string | undefined; class?: string | undefined }) =>
  `${e.environment ?? 'every environment'}${e.class ? ` for ${e.class}` : ''}${e.everyTenant ? ' in every tenant' : ''}`
const changedNames = (e: EventOf<'environment.changed'>) =>
  (Object.keys(e.after) as (keyof typeof e.after)[]).filter(
    (name) => JSON.stringify(e.before[name]) !== JSON.stringify(e.after[name]),
  )
const handedBack = {
  died: 'was lost with who held it',
  silent: 'was lost: the agent that held it fell silent',
  given_back: 'was given back by who held it',
  drained: 'was given back by who held it, which ended in order',
}
const voted = { approve: 'approved', reject: 'rejected', withdraw: 'took the vote back' }

const lines: Lines = {
  'tenant.created': (e) => `Tenant ${e.name} (${e.slug}) was created.`,
  'member.added': (e) => `${e.email} became a member as ${list(e.roles)}.`,
  'member.changed': (e) => `${e.email} went from ${list(e.before)} to ${list(e.after)}.`,
  'member.removed': (e) => `${e.email} is no longer a member.`,
  'token.created': (e) => `Token "${e.name}" was created with ${plural(e.scopes.length, 'scope')}.`,
  'token.revoked': (e) => `Token "${e.name}" was revoked.`,
  'passkey.enrolled': (e) => `${e.actor.label} enrolled the passkey "${e.name}" (${e.credentialId.slice(0, 12)}).`,
  'passkey.removed': (e) => `${e.actor.label} removed the passkey "${e.name}" (${e.credentialId.slice(0, 12)}).`,
  'source.uploaded': (e) => `Source ${e.filename} was uploaded as ${short(e.digest)}.`,
  'manifest.submitted': (e) => `${e.manifest} v${e.version} was submitted as ${short(e.digest)}.`,
  'manifest.archived': (e) => `${e.manifest} was archived.`,
  'policy.denied': (e) =>
    `Policy denied ${e.subject} at the ${e.gate.replaceAll('_', '-')} gate by ${rules(e.findings)}: ${e.findings[0]?.reason ?? 'no reason was given'}`,
  'policy.drafted': (e) =>
    `Policy draft "${e.title}" of the ${e.scope} was begun${e.from ? ` with the content of version ${e.from}` : ''}.`,
  'policy.draft_edited': (e) => `Policy draft "${e.title}" was edited (${list(e.parts)}), revision ${e.revision}.`,
  'policy.draft_discarded': (e) => `Policy draft "${e.title}" was discarded.`,
  'policy.test_changed': (e) => `Policy test "${e.name}" of the ${e.scope} was ${e.change}.`,
  'policy.activated': (e) =>
    `Policy version ${e.version} (${short(e.digest)})${e.scope ? ` of the ${e.scope}${e.tenant ? ` ${e.tenant}` : ''}` : ''} became active${e.retires ? ` in place of ${e.retires}` : ''}.${e.kept?.length ? ` Changed by hand and kept: ${list(e.kept)}.` : ''}`,
  'policy.rechecked': (e) =>
    `By policy version ${e.policyVersion}, ${plural(e.denied, 'runner')} would no longer be allowed and ${plural(e.allowed, 'runner')} would be again.`,
  'price_book.activated': (e) => `Price book ${e.version} (${short(e.digest)}) became active.`,
  'retention.changed': (e) =>
    `Logs of ${spaced(e.logClass)} are kept for ${plural(e.days, 'day')} from now on, instead of ${e.before}.`,
  'key.added': (e) => `Key ${short(e.keyId)} signs ${e.purpose} from now on.`,
  'key.replaced': (e) => `Key ${short(e.keyId)} was replaced by ${short(e.by)}.`,
  'key.revoked': (e) =>
    `Key ${short(e.keyId)} was revoked${because(e.reason)}. ${plural(e.artifacts, 'artifact')} had no other signature.`,
  'deployment.requested': (e) =>
    e.from === undefined
      ? `A ${e.deploymentKind} of ${named(e)} was requested.`
      : e.deploymentKind === 'rollback'
        ? `A rollback of ${e.manifest} in ${e.environment} to v${e.version} was requested; ${changes(e.changed)}.`
        : `A promotion of ${e.manifest} v${e.version} from ${e.from} to ${e.environment} was requested; ${changes(e.changed)}.`,
  'deployment.cancelled': (e) => `The deployment of ${named(e)} was cancelled.`,
  'deployment.resumed': (e) => `The deployment of ${named(e)} was resumed, round ${e.round}.`,
  'deployment.scheduled': (e) => `The deployment of ${named(e)} begins at ${e.startsAt}, when ${e.why} has come.`,
  'deployment.finished': (e) => `The deployment of ${named(e)} ended as ${e.status}${because(e.reason)}.`,
  'stage.finished': (e) =>
    `Stage ${e.stage} ${e.result === 'succeeded' ? 'succeeded' : e.result === 'failed' ? 'failed' : 'stopped'}, attempt ${e.attempt}${because(e.reason)}.`,
  'artifact.built': (e) => `Artifact ${short(e.digest)} (${e.artifactKind}, ${e.sizeBytes} bytes) was built.`,
  'artifact.scanned': (e) => `Artifact ${short(e.digest)} was scanned.`,
  'artifact.attested': (e) =>
    `Artifact ${short(e.digest)} got ${plural(e.predicateTypes.length, 'attestation')} signed with key ${short(e.keyId)}.`,
  'artifact.published': (e) =>
    `Artifact ${short(e.digest)} was published as ${e.repository}:${list(e.tags)} with ${plural(e.referrers.length, 'statement')}.`,
  'image.taken': (e) =>
    `Image ${e.reference} was taken, ${e.signedBy.length ? `signed by its publisher with ${list(e.signedBy.map(short))}` : 'unsigned by its publisher'}.`,
  'registry.approved': (e) =>
    `Registry ${e.prefix} was approved, ${e.signatureRequired ? 'for images that its publisher signed' : 'signed or not'}.`,
  'registry.withdrawn': (e) => `The approval of registry ${e.prefix} was withdrawn.`,
  'artifact.verdict_changed': (e) =>
    `Artifact ${short(e.digest)} would now be ${e.after} at the deploy gate, because ${e.why}; it runs as ${list(e.runners.map(({ name, environment }) => `${name} in ${environment}`))}.`,
  'finding.triaged': (e) =>
    `${e.rule}${e.component ? ` in ${e.component}` : ''} went from ${spaced(e.before)} to ${spaced(e.after)} ${e.digest ? `for artifact ${short(e.digest)}` : 'for every artifact'}${because(e.reason)}.`,
  'waiver.granted': (e) =>
    `${e.component}${e.version ? ` ${e.version}` : ''} may be shipped under ${e.licence} until ${e.expiresAt}${because(e.reason)}.`,
  'waiver.ended': (e) => `The waiver of ${e.licence} for ${e.component} was ${e.how}${because(e.reason)}.`,
  'freeze.announced': (e) =>
    `A freeze of ${frozen(e)} was announced from ${e.startsAt} to ${e.endsAt}${because(e.reason)}.`,
  'freeze.lifted': (e) => `The freeze of ${frozen(e)} was lifted${because(e.reason)}.`,
  'window.added': (e) => `${e.environment} changes ${e.window} (${e.timezone}).`,
  'window.removed': (e) => `${e.environment} no longer has the window ${e.window} (${e.timezone}).`,
  'environment.changed': (e) => `The gates of ${e.environment} were changed: ${list(changedNames(e))}.`,
  'promotion.held': (e) => `${e.manifest} is held in ${e.environment}${because(e.reason)}.`,
  'promotion.released': (e) => `${e.manifest} is no longer held in ${e.environment}${because(e.reason)}.`,
  'limit.changed': (e) =>
    `Artifacts in ${everywhere(e.environment, 'environment')} with ${everywhere(e.classification, 'classification')} may carry ${e.after.critical} critical and ${e.after.high} high vulnerabilities.`,
  'advisories.imported': (e) =>
    `${plural(e.changed, 'new or newer advisory', 'new or newer advisories')} of ${e.source} (${short(e.digest)}) were imported; it now holds ${e.records}.`,
  'primitives.provisioned': (e) =>
    `Primitives for ${e.profile} in ${e.environment} were provisioned: ${list([...e.created, ...(e.changed ?? [])])}.`,
  'runner.deployed': (e) => `${e.runner} (${shape(e)}) was deployed to ${e.environment} as ${short(e.artifactDigest)}.`,
  'runner.registered': (e) =>
    `${e.runner} in ${e.environment} was registered for ${e.pipeline} v${e.pipelineVersion} as ${e.role}.`,
  'runner.destroyed': (e) => `${e.runner} in ${e.environment} was destroyed${because(e.reason)}.`,
  'instance.started': (e) =>
    `A ${e.instanceKind} of ${e.runner} in ${e.environment} was started as ${short(e.artifactDigest)}.`,
  'instance.stopped': (e) => `A ${e.instanceKind} of ${e.runner} in ${e.environment} was stopped${because(e.reason)}.`,
  'instance.failed': (e) => `A ${e.instanceKind} of ${e.runner} in ${e.environment} failed${because(e.reason)}.`,
  'smoke_test.finished': (e) => {
    const failed = e.checks.filter((check) => !check.passed).map((check) => check.name)
    const verdict = failed.length ? `failed at ${list(failed)}` : `passed ${plural(e.checks.length, 'check')}`
    return `The smoke test of ${e.runner} in ${e.environment} ${verdict}.`
  },
  'approval.requested': (e) => `${plural(e.required, 'approval')} asked for: ${e.summary}.`,
  'approval.voted': (e) =>
    `${e.actor.label}${e.onBehalfOf ? ` on behalf of ${e.onBehalfOf}` : ''} ${voted[e.verdict]}${e.overrides.length ? ` and overrode ${list(e.overrides)}` : ''}${because(e.comment)}.`,
  'approval.decided': (e) => `The approval is ${e.outcome}: ${e.approvals} of ${e.required}${because(e.reason)}.`,
  'approval.late': (e) =>
    `The approval waits too long; ${e.escalated ? 'the admins were' : `${plural(e.told, 'person', 'people')} ${e.told === 1 ? 'was' : 'were'}`} told.`,
  'group.saved': (e) =>
    `Group ${e.name} was saved with ${list(e.members)}${e.costCentres.length ? `, who own the cost of ${list(e.costCentres)}` : ''}.`,
  'group.removed': (e) => `Group ${e.name} was removed.`,
  'delegation.made': (e) =>
    `${e.actor.label} has ${e.to} decide on their behalf from ${e.startsAt} to ${e.endsAt}${because(e.reason)}.`,
  'delegation.ended': (e) => `${e.to} no longer decides on behalf of ${e.from}.`,
  'approval.executed': (e) =>
    `What was approved begins; it counts ${list([...new Set(e.counted.map(({ who }) => who))])}.`,
  'exception.requested': (e) =>
    `${e.renews ? 'A renewal of an' : 'An'} exception from ${e.rule} for ${e.scope} until ${e.expiresAt} was asked for${because(e.justification)}.`,
  'exception.activated': (e) => `The exception from ${e.rule} for ${e.scope} was approved until ${e.expiresAt}.`,
  'exception.rejected': (e) => `The exception from ${e.rule} for ${e.scope} was rejected${because(e.reason)}.`,
  'exception.withdrawn': (e) => `The request for an exception from ${e.rule} for ${e.scope} was withdrawn.`,
  'exception.revoked': (e) => `The exception from ${e.rule} for ${e.scope} was revoked${because(e.reason)}.`,
  'exception.expired': (e) => `The exception from ${e.rule} for ${e.scope} expired${because(e.reason)}.`,
  'break_glass.opened': (e) =>
    `The glass was broken for ${e.manifest ?? 'everything'} in ${e.environment} until ${e.until}${because(e.reason)}.`,
  'break_glass.used': (e) => `The deployment of ${named(e)} passed over ${list(e.passedOver)} by break-glass.`,
  'break_glass.closed': (e) =>
    `The break-glass for ${e.manifest ?? 'everything'} in ${e.environment} ${e.how === 'ended' ? 'ended' : 'was closed'} after ${plural(e.uses, 'use')}.`,
  'break_glass.reviewed': (e) =>
    `${e.actor.label} reviewed ${plural(e.deployments.length, 'use')} of break-glass in ${e.environment}: ${e.justified ? 'justified' : 'not justified'}${because(e.comment)}.`,
  'run.requested': (e) => `A run of ${e.runner} was asked for by ${e.origin}, token ${e.token}.`,
  'run.finished': (e) =>
    `The run of ${e.runner} ${e.status}${e.durationMs === undefined ? '' : ` after ${e.durationMs} ms`}${because(e.reason)}.`,
  'run.denied': (e) => `A run of ${e.runner} was denied${because(e.reason)}.`,
  'run.taken_over': (e) =>
    `Attempt ${e.attempt} at the run of ${e.runner} was taken over from another agent, which had fallen silent.`,
  'run.retrying': (e) =>
    `Attempt ${e.attempt} at the run of ${e.runner} failed${because(e.reason)}; the next one is due at ${e.dueAt}.`,
  'run.started': (e) => `Attempt ${e.attempt} at the run of ${e.runner} began, token ${e.token}.`,
  'run.handed_back': (e) => `Attempt ${e.attempt} at the run of ${e.runner} ${handedBack[e.why ?? 'died']}.`,
  'run.resumed': (e) => `Attempt ${e.attempt} at the run of ${e.runner} goes on: the agent that held it is back.`,
  'run.dead_lettered': (e) =>
    `The run of ${e.runner} failed for good after ${plural(e.attempts, 'attempt')} and is kept as a dead letter.`,
  'dead_letter.replayed': (e) => `A dead letter of ${e.runner} is settled: its token ${e.token} took effect.`,
  'agent.invited': (e) => `An agent ${e.name} was invited to ${e.environment}.`,
  'agent.enrolled': (e) => `Agent ${e.name} was enrolled in ${e.environment} with key ${short(e.keyId)}.`,
  'agent.revoked': (e) => `Agent ${e.name} was revoked.`,
  'agent.drained': (e) =>
    `Agent ${e.name} was away for ${Math.round(e.awayMs / 1000)} s and then handed in ${plural(e.runs, 'run')}, entries ${e.fromSeq} to ${e.toSeq}.`,
  'trigger.changed': (e) => `The ${e.triggerKind} trigger${e.runner ? ` of ${e.runner}` : ''} was ${e.change}.`,
  'trigger.skipped': (e) =>
    `The schedule of ${e.runner} let ${plural(e.count, 'tick')} go: ${e.reason === 'missed' ? `nobody looked in time (${e.because})` : `${e.reason} by ${e.because}`}.`,
  'runs.paused': (e) => `Runs of ${e.scope} were paused${because(e.reason)}.`,
  'runs.resumed': (e) =>
    `Runs of ${e.scope} go on: ${plural(e.skipped, 'tick')} had been let go, ${plural(e.waiting, 'run')} had waited.`,
  'calendar.saved': (e) => `The calendar ${e.calendar} was saved with ${plural(e.days.length, 'entry', 'entries')}.`,
  'calendar.removed': (e) => `The calendar ${e.calendar} was removed.`,
  'topic.created': (e) => `The topic ${e.topic} was made in ${e.environment}.`,
  'topic.published': (e) =>
    `${plural(e.count, 'message')} of ${short(e.digest)} came into the topic ${e.topic} from offset ${e.firstOffset}.`,
  'alert_rule.saved': (e) =>
    `Alert rule "${e.rule}" was ${e.change}: ${spaced(e.alertKind)} from ${e.threshold} on${e.active ? '' : ', switched off'}.`,
  'alert_rule.removed': (e) =>
    `Alert rule "${e.rule}" was removed${e.ended ? `; ${plural(e.ended, 'alert')} ended with it` : ''}.`,
  'alert.opened': (e) => `Alert "${e.rule}": ${e.sentence}`,
  'alert.resolved': (e) => `Alert "${e.rule}" is over, at ${e.value}.`,
  'alert.silenced': (e) =>
    `${e.rule ? `Alert rule "${e.rule}" was` : 'Alerts were'} silenced until ${e.endsAt}${because(e.reason)}.`,
  'alert.silence_ended': (e) => `A silence of alerts was ended${because(e.reason)}.`,
  'secret.written': (e) => `Secret ${e.path} was written, version ${e.version}.`,
  'webhook.created': (e) =>
    `Webhook ${e.name} to ${e.origin} was set up for ${e.kinds.length ? list(e.kinds.map(spaced)) : 'everything'}.`,
  'webhook.changed': (e) => `Webhook ${e.name} was ${list(e.changes)}${because(e.reason)}.`,
  'webhook.removed': (e) => `Webhook ${e.name} was removed.`,
  'webhook.replayed': (e) => `${plural(e.deliveries, 'message was', 'messages were')} sent to webhook ${e.name} again.`,
  'run_retention.changed': (e) =>
    `Inputs and results of ${spaced(e.class)} runs are kept for ${plural(e.days, 'day')} from now on; it was ${e.before}.`,
  'portal.restored': (e) =>
    `The portal was restored from backup ${e.backupId} of ${e.takenAt}: the log had ${plural(e.treeSize, 'entry', 'entries')}.`,
  'dead_letter.payload_read': (e) =>
    `${e.actor.label} read the payload of ${e.runner} with the token ${e.token}, which failed.`,
  'dead_letter.resolved': (e) =>
    `${plural(e.deadLetters.length, 'failure')} ${e.deadLetters.length === 1 ? 'was' : 'were'} ${e.as}${because(e.reason)}.`,
  'dead_letter.reopened': (e) =>
    `${plural(e.deadLetters.length, 'failure')} ${e.deadLetters.length === 1 ? 'is' : 'are'} open again${because(e.reason)}.`,
  'replay.requested': (e) =>
    `A ${e.mass ? 'mass replay' : 'replay'} of ${plural(e.items, 'token')} (${short(e.listDigest)}) was asked for; ${e.wouldRun} would run${because(e.reason)}.`,
  'replay.started': (e) => `The replay of ${plural(e.items, 'token')} (${short(e.listDigest)}) began.`,
  'replay.paused': (e) => `The replay of ${plural(e.items, 'token')} was paused${because(e.reason)}.`,
  'replay.resumed': (e) => `The replay of ${plural(e.items, 'token')} goes on${because(e.reason)}.`,
  'replay.stopped': (e) =>
    `The replay of ${plural(e.items, 'token')} was stopped with ${e.notStarted} not begun${because(e.reason)}.`,
  'replay.closed': (e) => `The replay of ${plural(e.items, 'token')} was ${e.how}${because(e.reason)}.`,
  'replay.finished': (e) =>
    `The replay of ${plural(e.items, 'token')} is reconciled (${short(e.reportDigest)}): ${list(
      Object.entries(e.outcomes).map(([outcome, count]) => `${count} ${spaced(outcome)}`),
    )}.`,
  'replay.threshold_changed': (e) =>
    `More than ${plural(e.after, 'token')} in one replay ${e.everyTenant ? 'of any tenant ' : ''}now ${e.after === 1 ? 'asks' : 'ask'} for approval; it was ${e.before}.`,
  'evidence.read': (e) => `${e.actor.label} read ${e.subject}.`,
  'usage.exported': (e) =>
    `The use of ${e.month} was exported, a line ${e.of === 'runs' ? 'a run' : 'a day of each runner'}.`,
  'evidence.exported': (e) => `${plural(e.events, 'event')} exported at tree size ${e.treeSize}.`,
}

/** What happened, in one plain line without a line break. Never holds a secret, since no fact does. */
export function sentence(event: EvidenceEvent): string {
  // The table has a line per kind, which the compiler checks; it cannot follow the kind through the lookup.
  const line = lines[event.kind] as (event: EvidenceEvent) => string
  return line(event).replace(/\s+/g, ' ').slice(0, 500).toWellFormed()
}
