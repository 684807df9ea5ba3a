/** What runs used, as it left the portal. */
export type UsageFacts = {
  'usage.exported': { month: string; of: 'days' | 'runs'; filters: Record<string, unknown> }
}
