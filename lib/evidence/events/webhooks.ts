/** Where news are posted. */
export type WebhookFacts = {
  /** Of its address only where it is: the rest is often a secret. */
  'webhook.created': { webhookId: string; name: string; origin: string; kinds: readonly string[] }
  'webhook.changed': {
    webhookId: string
    name: string
    changes: readonly string[]
    origin?: string | undefined
    reason?: string | undefined
  }
  'webhook.removed': { webhookId: string; name: string }
  'webhook.replayed': { webhookId: string; name: string; deliveries: number }
}
