import { exitCodes, runAgent } from './agent.ts'
import { Ended } from './agent-state.ts'
import { ConfigError, readConfig } from './config.ts'
import { say } from './say.ts'

// The third process: pulls runs on a host and carries them out. Nothing ever connects to it.
const terminate = new AbortController()
for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => terminate.abort())

let code: number
try {
  code = await runAgent(readConfig(), terminate.signal)
} catch (error) {
  const known = error instanceof ConfigError || error instanceof Ended
  say(known ? error.message : `the agent failed: ${(error as Error).stack ?? error}`)
  code = error instanceof ConfigError ? exitCodes.configuration : error instanceof Ended ? exitCodes.ended : 1
}
process.exit(code)
