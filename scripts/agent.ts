import { spawn } from 'node:child_process'
import { agentBundle } from '#lib/agents/agent-bundle.ts'

/** node scripts/agent.ts: the agent on this host, built anew when its source has changed. Set BARECOUNT_AGENT_URL and so on. */
const agent = spawn(process.execPath, [await agentBundle()], { stdio: 'inherit' })
for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => agent.kill(name))
agent.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
