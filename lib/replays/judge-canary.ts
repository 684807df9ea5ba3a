/** How many runs a canary of a percentage begins: at least one, never more than there are. Pure. */
export function canarySizeOf(items: number, percent: number): number {
  return Math.min(items, Math.max(1, Math.ceil((items * percent) / 100)))
}

export type CanaryFacts = {
  /** Runs it is to begin. */
  size: number
  /** The percentage of them that must succeed. */
  pass: number
  /** Tokens whose run was asked for, and how those ended. Tokens that needed none say nothing about the rest. */
  begun: number
  open: number
  succeeded: number
  /** Tokens that have not had their turn. */
  waiting: number
}

export type CanaryVerdict =
  | { verdict: 'begin'; more: number }
  | { verdict: 'wait' }
  | { verdict: 'passed' }
  | { verdict: 'held'; reason: string }

/** What comes of a canary so far: it begins more, is waited for, lets the rest follow, or holds it back. Pure. */
export function judgeCanary({ size, pass, begun, open, succeeded, waiting }: CanaryFacts): CanaryVerdict {
  if (begun < size && waiting > 0) return { verdict: 'begin', more: size - begun }
  if (open > 0) return { verdict: 'wait' }
  if (begun === 0 || succeeded * 100 >= pass * begun) return { verdict: 'passed' }
  return { verdict: 'held', reason: `Of the canary, ${succeeded} of ${begun} succeeded; ${pass}% must.` }
}
