import { type ApiClient, apiClient } from './api-client.ts'
import { type Login, readLogin } from './login-file.ts'

/** 0 done · 1 refused or failed · 2 usage · 3 waiting for approval. */
export const exitCodes = { done: 0, failed: 1, usage: 2, waiting: 3 } as const

/** What a command works with. */
export type Context = {
  /** The portal of the last login. Throws a CliError that says how to log in. */
  api(): ApiClient
  /** Prints `value` as JSON with --json, otherwise what `text` makes of it. */
  print<T>(value: T, text: (value: T) => string): void
  json: boolean
}

/** A refusal with the words for the person and the code for the shell. */
export class CliError extends Error {
  readonly exitCode: number
  constructor(message: string, exitCode: number = exitCodes.failed) {
    super(message)
    this.exitCode = exitCode
  }
}

export function makeContext(json: boolean, login: () => Login | undefined = readLogin): Context {
  return {
    json,
    api() {
      const found = login()
      if (!found)
        throw new CliError('Not logged in. Run: barecount login http://localhost:4400 --email you@example.com')
      return apiClient(found)
    },
    print(value, text) {
      process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${text(value)}\n`)
    },
  }
}
