import { runTool } from '../run-tool.ts'

const TIMEOUT_MS = 3 * 60_000
const MAX_VERSIONS = 10

type Asked = { program: string; suite: string; name: string; signal?: AbortSignal | undefined }

/** The versions of a package that a suite has now, the newest first; empty when it has none or cannot be asked. */
export async function availableVersions({ program, suite, name, signal }: Asked): Promise<string[]> {
  // An empty root that only fetches the index, and asks it.
  const ask = `APT_CONFIG="$MMDEBSTRAP_APT_CONFIG" apt-cache madison ${name} >&2`
  const mode = process.getuid?.() === 0 ? 'root' : 'unshare'
  const args = ['--variant=custom', `--mode=${mode}`, '--format=null', `--customize-hook=${ask}`, suite, '/dev/null']
  if (!/^[a-z0-9][a-z0-9+.-]*$/.test(name)) return []
  const { stderr } = await runTool(program, args, { timeoutMs: TIMEOUT_MS, signal })
  const versions = stderr.split('\n').flatMap((line) => /^\s*(\S+) \| (\S+) \|/.exec(line)?.[2] ?? [])
  return [...new Set(versions)].slice(0, MAX_VERSIONS)
}
