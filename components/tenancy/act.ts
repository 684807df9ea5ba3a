import type { ActionResult } from '#lib/http/action.ts'

/** A server action as a component gets it from its page. */
export type Act<I, T = void> = (input: I) => Promise<ActionResult<T>>
