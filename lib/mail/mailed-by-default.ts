import type { NotificationKindName } from '../notifications/schema.ts'

/** What is mailed to whoever has not chosen: what asks something of them, or cannot wait until they look. */
export const mailedByDefault: readonly NotificationKindName[] = [
  'approval_waiting',
  'approval_due',
  'approval_decided',
  'exception_decided',
  'exception_ending',
  'exception_ended',
  'break_glass',
  'deployment_failed',
  'run_failed',
  'webhook_disabled',
  'alert_opened',
]
