/** Every kind of thing that is written down. A new one gets its facts in `events.ts` and its line in `sentences.ts`. */
export const evidenceKinds = [
  'tenant.created',
  'member.added',
  'member.changed',
  'member.removed',
  'token.created',
  'token.revoked',
  'source.uploaded',
  'manifest.submitted',
  'manifest.archived',
  'policy.denied',
  'policy.activated',
  'price_book.activated',
  'key.added',
  'deployment.requested',
  'deployment.cancelled',
  'deployment.resumed',
  'deployment.finished',
  'stage.finished',
  'artifact.built',
  'artifact.scanned',
  'artifact.attested',
  'primitives.provisioned',
  'runner.deployed',
  'runner.registered',
  'runner.destroyed',
  'instance.started',
  'instance.stopped',
  'instance.failed',
  'smoke_test.finished',
  'approval.requested',
  'approval.voted',
  'approval.decided',
  'run.requested',
  'run.finished',
  'run.denied',
  'trigger.changed',
  'secret.written',
  'evidence.read',
  'evidence.exported',
] as const

export type EvidenceKind = (typeof evidenceKinds)[number]

/** How it ended, as far as the event can say; `info` where there was nothing to fail. */
export const evidenceResults = ['succeeded', 'failed', 'denied', 'info'] as const
export type EvidenceResult = (typeof evidenceResults)[number]
