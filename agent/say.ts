/** One line of the agent's own log, on stderr: what it does, never what it was given. */
export function say(line: string): void {
  process.stderr.write(`${new Date().toISOString()} ${line}\n`)
}
