import { env } from '#lib/env.ts'
import type { PulledSpec } from '../../../target.ts'
import { egressOf } from '../local-primitives.ts'

export type InsideFolders = { run: string; home: string }

/**
 * Variables that would loosen the agent's own walls or change what it loads and whom it trusts. A host reads them before
 * it has given up its root.
 */
const loosening = /^(NODE_(?!ENV$).*|LD_.*|OPENSSL_.*|SSL_CERT_.*|GCONV_PATH|GLIBC_TUNABLES|BARECOUNT_.*)$/

export type AgentWork = { mode: 'runtime_api' | 'exec'; command: string[]; capacity: number }

/** The environment of an instance's agent: the runner's own variables, then what the agent needs to know. Pure. */
export function agentEnvironment(
  { id, spec }: { id: string; spec: PulledSpec },
  inside: InsideFolders,
  work: AgentWork,
): Record<string, string> {
  const own = Object.entries(spec.env).filter(([name]) => !loosening.test(name))
  const outward = egressOf(spec.profile, spec.egressAllow).length > 0
  return {
    ...Object.fromEntries(own),
    BC_ENVIRONMENT: spec.environment.name,
    BC_RUNNER: spec.runnerId,
    BC_INSTANCE: id,
    BARECOUNT_AGENT_URL: env.BARECOUNT_URL,
    BARECOUNT_AGENT_SOCKET: `${inside.run}/portal`,
    ...(outward ? { BARECOUNT_AGENT_EGRESS_SOCKET: `${inside.run}/egress` } : {}),
    BARECOUNT_AGENT_ENROLMENT_FILE: `${inside.run}/enrolment`,
    BARECOUNT_AGENT_HOME: inside.home,
    BARECOUNT_AGENT_MODE: work.mode,
    BARECOUNT_AGENT_COMMAND: JSON.stringify(work.command),
    BARECOUNT_AGENT_DIGEST: spec.artifactDigest,
    BARECOUNT_AGENT_CAPACITY: String(work.capacity),
    // What it has may end; who stops it waits a little longer.
    BARECOUNT_AGENT_GRACE_MS: String(spec.timeoutMs),
  }
}
