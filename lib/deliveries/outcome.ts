/** How one try at a delivery went. */
export type Outcome = {
  succeeded: boolean
  /** HTTP or SMTP status; left out when there was no answer. */
  status?: number | undefined
  /** The first KiB of what was answered. */
  answer?: string | undefined
  /** Why it failed, in a sentence. */
  error?: string | undefined
  /** Trying again would not help. */
  final?: boolean
}

/** What can be kept of an answer: its beginning, without what the database cannot hold. Pure. */
export const kept = (answer: string): string => answer.replaceAll('\0', '').slice(0, 1024)
