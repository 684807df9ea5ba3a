/** What the form for a request begins with. */
export type AskFor = {
  rule: string
  manifestId?: string | undefined
  environment?: string | undefined
  class?: string | undefined
}

/** Where an exception is asked for, with what is known filled in. Pure. */
export function askLink({ rule, manifestId, environment, class: runnerClass }: AskFor): string {
  const known = Object.entries({ rule, manifestId, environment, class: runnerClass }).filter(
    (entry): entry is [string, string] => Boolean(entry[1]),
  )
  return `/exceptions/new?${new URLSearchParams(known)}`
}
