import { closest } from 'fastest-levenshtein'
import type { Fault } from '../../../errors.ts'
import { faultAt, type Place, refuseDockerfile } from './dockerfile-fault.ts'

/** Every instruction of the Dockerfile reference. Source: docs.docker.com/reference/dockerfile */
const keywords = [
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'FROM',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
] as const
type Keyword = (typeof keywords)[number]

export type Instruction = {
  keyword: Keyword
  /** `--name=value` in front of the arguments; a flag without a value is the empty string. */
  flags: Record<string, string>
  /** What follows the flags, continued lines joined. */
  text: string
  /** Whether it takes its input from `<<EOF` below it. */
  heredoc: boolean
  place: Place
}

export type Dockerfile = {
  file: string
  instructions: Instruction[]
  /** What escapes a character and continues a line: `\`, or what `# escape=` chose. */
  escapeChar: string
}

/**
 * A Dockerfile as instructions with their lines. Only their shape is judged here: throws `build_failed` naming every
 * line that is not an instruction, with the one that was probably meant.
 */
export function parseDockerfile(file: string, content: string): Dockerfile {
  const lines = content.replace(/^\uFEFF/, '').split(/\r?\n/)
  const escapeChar = escapeDirective(lines)
  const instructions: Instruction[] = []
  const faults: Fault[] = []
  for (let at = 0; at < lines.length; ) {
    const line = at + 1
    const joined = joinContinued(lines, at, escapeChar)
    at = joined.next
    if (!joined.text) continue
    const parsed = parseInstruction(joined.text, { file, line })
    if ('message' in parsed) {
      faults.push(parsed)
      continue
    }
    const delimiters = heredocsOf(parsed)
    for (const delimiter of delimiters) at = skipHeredoc(lines, at, delimiter)
    instructions.push({ ...parsed, heredoc: delimiters.length > 0 })
  }
  if (faults.length) throw refuseDockerfile(faults)
  return { file, instructions, escapeChar }
}

/** The `# escape=` directive: only in the comments at the very top. */
function escapeDirective(lines: readonly string[]): string {
  for (const line of lines) {
    const [, name, value] = /^#\s*(\w+)\s*=\s*(.+?)\s*$/.exec(line) ?? []
    if (!name) return '\\'
    if (name.toLowerCase() === 'escape' && (value === '`' || value === '\\')) return value
  }
  return '\\'
}

/** One logical line: comments and empty lines inside a continued one do not end it. */
function joinContinued(lines: readonly string[], start: number, escapeChar: string): { text: string; next: number } {
  let text = ''
  let at = start
  for (; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const comment = /^\s*#/.test(line)
    if (comment || line.trim() === '') {
      if (text === '' && at === start) return { text: '', next: at + 1 }
      continue
    }
    const trimmed = line.trimEnd()
    if (!trimmed.endsWith(escapeChar)) return { text: `${text}${line}`.trim(), next: at + 1 }
    text += trimmed.slice(0, -1)
  }
  return { text: text.trim(), next: at }
}

function parseInstruction(text: string, place: Place): Omit<Instruction, 'heredoc'> | Fault {
  const [, word = '', after = ''] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? []
  const keyword = keywords.find((known) => known === word.toUpperCase())
  if (!keyword) {
    const meant = closest(word.toUpperCase(), [...keywords])
    return faultAt(place, `${word} is not an instruction.`, `Did you mean ${meant}?`)
  }
  const flags: Record<string, string> = {}
  let rest = after
  for (let flag = flagOf(rest); flag; flag = flagOf(rest)) {
    flags[flag[1] ?? ''] = flag[2] ?? ''
    rest = rest.slice(flag[0].length)
  }
  if (!rest) return faultAt(place, `${keyword} says nothing.`, `Give ${keyword} its arguments.`)
  return { keyword, flags, text: rest, place }
}

const flagOf = (text: string) => /^--([a-z-]+)(?:=(\S*))?(?:\s+|$)/.exec(text)

function heredocsOf({ keyword, text }: Pick<Instruction, 'keyword' | 'text'>): string[] {
  if (keyword !== 'RUN' && keyword !== 'COPY' && keyword !== 'ADD') return []
  return [...text.matchAll(/(?:^|\s)<<-?(["']?)([A-Za-z_][\w.]*)\1/g)].map(([, , name]) => name ?? '')
}

function skipHeredoc(lines: readonly string[], start: number, delimiter: string): number {
  const end = lines.findIndex((line, at) => at >= start && line.replace(/^\t+/, '') === delimiter)
  return end === -1 ? lines.length : end + 1
}
