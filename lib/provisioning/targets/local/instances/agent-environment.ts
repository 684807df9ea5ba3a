import { env } from '#lib/env.ts'
import type { PulledSpec } from '../../../target.ts'
import { egressVariables } from './ways-out.ts'

export type InsideFolders = { run: string; home: string }

/** Variables that would loosen the agent's own walls or change what it loads. */
const loosening = /^(NODE_OPTIONS|NODE_EXTRA_CA_CERTS|LD_.*|BARECOUNT_.*)$/

/** The environment of an instance's agent: the runner's own variables, then what the agent needs to know. Pure. */
export function agentEnvironment(
  spec: PulledSpec,
  inside: InsideFolders,
  agent: { mode: 'runtime_api' | 'exec'; command: string[]; capacity: number } & Record<string, unknown>,
): Record<string, string> {
  const { mode, command, capacity } = agent
  const own = Object.entries(spec.env).filter(([name]) => !loosening.test(name))
  return {
    ...Object.fromEntries(own),
    ...egressVariables(spec, inside),
    BC_ENVIRONMENT: spec.environment.name,
    BC_RUNNER: spec.runnerId,
    BARECOUNT_AGENT_URL: env.BARECOUNT_URL,
    BARECOUNT_AGENT_SOCKET: `${inside.run}/portal`,
    BARECOUNT_AGENT_ENROLMENT_FILE: `${inside.run}/enrolment`,
    BARECOUNT_AGENT_HOME: inside.home,
    BARECOUNT_AGENT_MODE: mode,
    BARECOUNT_AGENT_COMMAND: JSON.stringify(command),
    BARECOUNT_AGENT_DIGEST: spec.artifactDigest,
    BARECOUNT_AGENT_CAPACITY: String(capacity),
  }
}
