/** What is paused, in words: "orders-webhook in dev", "every runner in dev", "every runner". Pure. */
export function sayScope({ runner, environment }: { runner?: string | undefined; environment?: string | undefined }) {
  return `${runner ?? 'every runner'}${environment ? ` in ${environment}` : ''}`
}
