type Answered = { statusCode?: number; code?: string; reason?: string; json?: { message?: string } }

/** The engine has no such thing. */
export const isGone = (error: unknown): boolean => (error as Answered).statusCode === 404

/** It is already so, or being done: stopped when asked to stop, in removal when asked to remove. */
export const isAlready = (error: unknown): boolean =>
  [304, 404, 409].includes((error as Answered).statusCode ?? 0) ||
  // Podman says so in words, as a failure of the server.
  /container state improper/.test(engineWords(error))

/** The engine's own words, without what dockerode puts around them. */
export function engineWords(error: unknown): string {
  const { json } = error as Answered
  return json?.message ?? (error instanceof Error ? error.message : String(error))
}
