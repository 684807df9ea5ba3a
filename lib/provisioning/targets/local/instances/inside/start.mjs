// The first thing in a host: gives up what root it was started with, and becomes the agent.
const account = Number(process.argv[2])
if (account) {
  process.setgroups([])
  process.setgid(account)
  process.setuid(account)
}
await import('./agent.mjs')
