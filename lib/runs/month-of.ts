/** The month that use at an instant counts in, UTC: `2026-11`. Pure. */
export const monthOf = (at: Date): string => at.toISOString().slice(0, 7)

/** The day, likewise: midnight UTC. Pure. */
export const dayOf = (at: Date): Date => new Date(`${at.toISOString().slice(0, 10)}T00:00:00Z`)
