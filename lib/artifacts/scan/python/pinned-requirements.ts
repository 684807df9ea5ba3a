import { normalName } from '../versions/comparator.ts'

export type PinnedRequirement = { name: string; version: string; sha256?: string }

const PINNED = /^([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*={2,3}\s*([\w.!+-]+)\s*(?:;[^#]*?)?((?:\s+--hash=\S+)*)\s*$/

/** The packages that a `requirements.txt` pins to one version. Others cannot be named; they are findings. Pure. */
export function pinnedRequirements(text: string): PinnedRequirement[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
  return lines.flatMap((raw) => {
    const [, name, version, hashes = ''] = PINNED.exec(raw.replace(/(^|\s)#.*$/, '').trim()) ?? []
    if (!name || !version) return []
    // Several hashes are those of several files: which one is installed is not said.
    const found = [...hashes.matchAll(/--hash=sha256:([0-9a-f]{64})/g)].map(([, hash]) => hash)
    const [sha256] = found.length === 1 ? found : []
    return [{ name: normalName('PyPI', name), version, ...(sha256 ? { sha256 } : {}) }]
  })
}
