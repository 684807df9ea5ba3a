/** The command that makes a host an agent: to be run once, beside `agent.mjs`. Pure. */
export function enrolCommand({ url, token }: { url: string; token: string }): string {
  return `BARECOUNT_AGENT_URL=${url} BARECOUNT_AGENT_ENROLMENT=${token} BARECOUNT_AGENT_MODE=functions node agent.mjs`
}
