/** What a part in a matter is called: said to the person, and of them. */
const words = {
  requested: ['You requested it', 'requested it'],
  resumed: ['You resumed it', 'resumed it'],
  edited: ['You wrote what changes', 'wrote what changes'],
  drafting: ['You have begun a draft of it', 'has begun a draft of it'],
  uploaded: ['You uploaded the source it is built from', 'uploaded the source it is built from'],
  granted: ['You granted an exception it uses', 'granted an exception it uses'],
  owns: ['You own its cost', 'owns its cost'],
  used: ['You used it', 'used it'],
} as const

export type InvolvedWhy = keyof typeof words

/** Somebody with a part in what is decided, so that they may not decide it. */
export type Involved = {
  userId: string
  why: InvolvedWhy
  /** Which one: a version, an exception, a cost centre. */
  detail?: string | undefined
}

/** "You requested it.": why the person may not decide. Pure. */
export function sayConflict({ why, detail }: Involved): string {
  return `${words[why][0]}${detail ? ` (${detail})` : ''}.`
}

/** "requested it": what follows the person's name. Pure. */
export function sayInvolved({ why, detail }: Involved): string {
  return `${words[why][1]}${detail ? ` (${detail})` : ''}`
}
