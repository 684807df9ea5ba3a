declare const BARECOUNT_AGENT_VERSION: string | undefined
declare const BARECOUNT_NODE_RUNTIME_FILES: Record<string, string> | undefined

/** Both are put in when the agent is bundled. */
export const AGENT_VERSION = typeof BARECOUNT_AGENT_VERSION === 'string' ? BARECOUNT_AGENT_VERSION : 'source'

/** The Node runtime for functions: file name → text. */
export const nodeRuntimeFiles: Record<string, string> =
  typeof BARECOUNT_NODE_RUNTIME_FILES === 'object' ? BARECOUNT_NODE_RUNTIME_FILES : {}
