import type { NotificationKindName } from './schema.ts'

type Line = { kind: NotificationKindName; when: string }

/** Every kind with when it comes, in the groups that people choose from. */
export const kindGroups: readonly { title: string; lines: readonly Line[] }[] = [
  {
    title: 'Approvals',
    lines: [
      { kind: 'approval_waiting', when: 'Something waits for your decision.' },
      { kind: 'approval_due', when: 'What waits for you is late, or was passed on to you.' },
      { kind: 'approval_decided', when: 'What you asked for was approved, rejected, or ran out of time.' },
    ],
  },
  {
    title: 'Deployments and runs',
    lines: [
      { kind: 'deployment_failed', when: 'A deployment you asked for failed.' },
      { kind: 'run_failed', when: 'A runner of yours failed for the first time after it had worked.' },
      { kind: 'alert_opened', when: 'An alert rule that tells your role holds.' },
      { kind: 'alert_resolved', when: 'What an alert was about is over.' },
      { kind: 'replay_ended', when: 'A replay you asked for is held back, voided or reconciled.' },
      { kind: 'promotion_held', when: 'A promotion is held back, or may go on.' },
      { kind: 'verdict_changed', when: 'What runs would now be decided otherwise.' },
    ],
  },
  {
    title: 'Exceptions and break-glass',
    lines: [
      { kind: 'exception_decided', when: 'An exception you asked for was decided.' },
      { kind: 'exception_ending', when: 'An exception ends soon.' },
      { kind: 'exception_ended', when: 'An exception ended; what needs it is denied from then on.' },
      { kind: 'break_glass', when: 'Somebody broke the glass, or a review of it is due.' },
    ],
  },
  {
    title: 'Rules',
    lines: [
      { kind: 'policy_changed', when: 'Rules were activated or rolled back.' },
      { kind: 'freeze_announced', when: 'A freeze is announced or lifted.' },
      { kind: 'triage_ended', when: 'An accepted finding is open again.' },
      { kind: 'waiver_ended', when: 'A licence waiver ended.' },
      { kind: 'webhook_disabled', when: 'A webhook took nothing for days and was switched off.' },
    ],
  },
]
