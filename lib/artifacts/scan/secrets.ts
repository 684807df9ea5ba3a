import { lintSource } from '@secretlint/core'
import { secretLintProfiler } from '@secretlint/profiler'
import { creator as recommended } from '@secretlint/secretlint-rule-preset-recommend'
import type { ScanFinding } from '../schema.ts'

// It marks each rule on each file, and nothing ever forgets a mark: a worker would grow with every file it looks at.
secretLintProfiler.setEnabled(false)

/**
 * What the preset does not look for. Each matches the secret itself or an assignment of one, and begins where little of
 * the text can begin: from every inner word the rest would be read again, and a hostile file would never be done.
 */
const PATTERNS: { rule: string; what: string; pattern: RegExp; ownCodeOnly?: boolean }[] = [
  {
    rule: 'encrypted-private-key',
    what: 'an encrypted private key',
    pattern: /-----BEGIN ENCRYPTED PRIVATE KEY-----/g,
  },
  { rule: 'jwt', what: 'a signed JSON Web Token', pattern: /(?<![\w-])eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/g },
  { rule: 'azure-account-key', what: 'an Azure storage account key', pattern: /AccountKey=[A-Za-z0-9+/]{80,}={0,2}/g },
  {
    rule: 'assigned-secret',
    what: 'a password or key given by value',
    pattern: /(?:password|passwd|secret|api_?key|access_?token)["']?\s*[:=]\s*["'](?!\$\{|<|\{\{)[^\s"']{8,}["']/gi,
    // In other people's packages these are tests and documentation.
    ownCodeOnly: true,
  },
]

const config = { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: recommended, rules: [] }] }

/** Secrets in one text file, by rule and line; the value itself goes nowhere. */
export async function findSecrets(path: string, content: string): Promise<ScanFinding[]> {
  const result = await lintSource({
    source: { filePath: path, content, contentType: 'text' },
    options: { config, maskSecrets: true, noPhysicFilePath: true },
  })
  const known = result.messages.map((message) => ({
    rule: message.ruleId.replace(/^@secretlint\/secretlint-rule-/, ''),
    what: `a secret (${message.messageId})`,
    line: message.loc.start.line,
  }))
  const own = !/(^|\/)node_modules\//.test(path)
  const more = PATTERNS.filter((pattern) => own || !pattern.ownCodeOnly).flatMap(({ rule, what, pattern }) =>
    [...content.matchAll(pattern)].map((match) => ({ rule, what, line: lineAt(content, match.index) })),
  )
  const lines = new Set(known.map(({ line }) => line))
  // One secret, one finding: the general patterns add nothing to a line the preset already names.
  return [...known, ...more.filter(({ line }) => !lines.has(line))].map(({ rule, what, line }) => ({
    kind: 'secret',
    severity: 'critical',
    rule,
    path: `${path}:${line}`,
    message: `${path} line ${line} holds ${what}.`,
    remedy: 'Remove it, revoke it where it is valid, and name it by path under runner.secrets.',
  }))
}

function lineAt(content: string, index: number): number {
  return content.slice(0, index).split('\n').length
}
