import type { NotificationKind } from '../db/generated/enums.ts'

/** Something that people should know without looking for it. */
export type News = {
  kind: NotificationKind
  /** One sentence: what happened. */
  sentence: string
  /** A path of the portal. */
  link: string
  subjectIds: string[]
}
