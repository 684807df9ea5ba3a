/** The month every amount is for: 30 days, so that months compare. */
export const MONTH_DAYS = 30
export const MONTH_HOURS = MONTH_DAYS * 24
export const MONTH_MS = MONTH_HOURS * 3_600_000
