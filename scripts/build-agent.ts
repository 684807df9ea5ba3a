import path from 'node:path'
import { agentBundle } from '#lib/agents/agent-bundle.ts'

/** node scripts/build-agent.ts: makes dist/agent.mjs, the agent as one file. */
console.log(path.relative(process.cwd(), await agentBundle()))
