/** Whose rules a layer is, in the middle of a sentence. */
export const scopeWords = {
  platform: 'the platform, for every tenant',
  tenant: 'this tenant',
  contract: 'this tenant’s contract',
} as const

/** The same as a name. */
export const scopeNames = { platform: 'Platform', tenant: 'Tenant', contract: 'Contract' } as const
