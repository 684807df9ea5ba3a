/** What is frozen, in words: "prod", "functions in prod", "every environment in every tenant". Pure. */
export function sayScope(scope: {
  everyTenant: boolean
  environment?: string | null | undefined
  class?: string | null | undefined
}): string {
  const where = scope.environment ?? 'every environment'
  const what = scope.class ? `${scope.class.replaceAll('_', ' ')} runners in ` : ''
  return `${what}${where}${scope.everyTenant ? ' of every tenant' : ''}`
}

const words = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
})

/** "from 24 Dec, 00:00 to 27 Dec, 00:00 UTC". Pure. */
export const saySpan = (startsAt: Date, endsAt: Date): string =>
  `from ${words.format(startsAt)} to ${words.format(endsAt)} UTC`
