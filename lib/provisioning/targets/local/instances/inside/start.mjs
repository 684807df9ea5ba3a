import { forward } from './forward.mjs'

// The first thing in a container or host: gives up what root it has, opens the way out, and becomes the agent.
const { BC_ACCOUNT, BC_EGRESS_SOCKET, BC_EGRESS_PORT } = process.env
for (const name of ['BC_ACCOUNT', 'BC_EGRESS_SOCKET', 'BC_EGRESS_PORT']) delete process.env[name]
if (BC_ACCOUNT) {
  process.setgroups([])
  process.setgid(Number(BC_ACCOUNT))
  process.setuid(Number(BC_ACCOUNT))
}
if (BC_EGRESS_SOCKET) await forward(Number(BC_EGRESS_PORT), BC_EGRESS_SOCKET)
await import('./agent.mjs')
