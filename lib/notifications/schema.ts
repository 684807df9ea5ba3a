import { z } from 'zod'

/** Which to mark as read: these, or all of one's own. */
export const markReadInput = z.strictObject({
  ids: z.union([z.literal('all'), z.array(z.string().min(1).max(40)).min(1).max(200)]),
})
export type MarkReadInput = z.input<typeof markReadInput>

export const notificationKindWords = {
  verdict_changed: 'Verdict changed',
  triage_ended: 'Triage ended',
  waiver_ended: 'Waiver ended',
  approval_waiting: 'Waits for you',
  approval_due: 'Waits too long',
  approval_decided: 'Decided',
  exception_decided: 'Exception decided',
  exception_ending: 'Exception ends soon',
  exception_ended: 'Exception ended',
  policy_changed: 'Policy changed',
  freeze_announced: 'Freeze',
  break_glass: 'Break-glass',
  deployment_failed: 'Deployment failed',
  run_failed: 'Run failed',
  promotion_held: 'Promotion held',
  webhook_disabled: 'Webhook switched off',
  alert_opened: 'Alert',
  alert_resolved: 'Alert resolved',
  replay_ended: 'Replay',
} as const

export type NotificationKindName = keyof typeof notificationKindWords
export const notificationKinds = Object.keys(notificationKindWords) as [NotificationKindName, ...NotificationKindName[]]

/** What a list of notifications is narrowed by. */
export const notificationFilters = z.object({
  unread: z.enum(['yes']).optional(),
  kind: z.enum(notificationKinds).optional(),
})
export type NotificationFilters = z.output<typeof notificationFilters>

/** A notification as the portal shows it. */
export type NotificationView = {
  id: string
  kind: NotificationKindName
  sentence: string
  link: string
  createdAt: string | Date
  readAt: string | Date | null
}
