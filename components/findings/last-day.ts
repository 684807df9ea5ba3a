/** What an excuse lasts when nobody chose another day. */
export const USUAL_EXCUSE_DAYS = 90

/** The day that lies `days` ahead, as a date field holds it. */
export const dayAhead = (days: number): string => new Date(Date.now() + days * 24 * 3600_000).toISOString().slice(0, 10)

/** The instant a chosen last day ends: it ends where the person is. */
export const endOfDay = (day: string): string => new Date(`${day}T23:59:59`).toISOString()
