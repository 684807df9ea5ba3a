/** A requirement that lets the installer choose what to install. */
export type UnpinnedRequirement = {
  /** 1-based, where it begins. */
  line: number
  name: string
  /** The line as it stands, without options. */
  spec: string
}

/** Options of pip that name no package by themselves. */
const option = /^--?(hash|no-binary|only-binary|prefer-binary|require-hashes|use-pep517)\b/
/** `name`, `name[extra]`, at exactly one version. `==1.2.*` is a range. */
const pinned = /^[A-Za-z0-9][\w.-]*\s*(\[[\w\s,.-]*\])?\s*={2,3}\s*[\w.!+-]+$/

/**
 * The lines of a `requirements.txt` that are not `name==version`: the same job would then be built of different
 * packages on another day. Format: pip.pypa.io/en/stable/reference/requirements-file-format. Pure.
 */
export function unpinnedRequirements(text: string): UnpinnedRequirement[] {
  const found: UnpinnedRequirement[] = []
  for (const { line, content } of logicalLines(text)) {
    // Markers say where it applies, hashes what it must be; neither says which version.
    const spec = (content.split(/\s+--|\s*;/)[0] ?? '').trim()
    if (!spec || option.test(content) || pinned.test(spec)) continue
    const name = /^(?:-\S+\s+)?[./]*([A-Za-z0-9][\w.-]*)/.exec(spec)?.[1] ?? spec
    found.push({ line, name, spec })
  }
  return found
}

/** Lines joined at a final backslash, without comments and empty ones. */
function logicalLines(text: string): { line: number; content: string }[] {
  const lines: { line: number; content: string }[] = []
  let open: { line: number; content: string } | undefined
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const whole = raw.replace(/(^|\s)#.*$/, '').trimEnd()
    const continued = whole.endsWith('\\')
    open ??= { line: index + 1, content: '' }
    open.content = `${open.content} ${continued ? whole.slice(0, -1) : whole}`.trim()
    if (continued) continue
    if (open.content) lines.push(open)
    open = undefined
  }
  return open?.content ? [...lines, open] : lines
}
