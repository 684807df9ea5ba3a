/** An error under one of the names Lambda's runtimes use. */
export const named = (name, message) => Object.assign(new Error(message), { name })

/** What was thrown, in the shape the Runtime API takes. Anything can be thrown, also nothing. */
export function errorDocument(thrown) {
  if (thrown instanceof Error) {
    return {
      errorType: thrown.name,
      errorMessage: thrown.message,
      stackTrace: (thrown.stack ?? '')
        .split('\n')
        .slice(1, 30)
        .map((line) => line.trim()),
    }
  }
  return { errorType: typeof thrown, errorMessage: String(thrown), stackTrace: [] }
}
