import path from 'node:path'
import type { ImageConfig } from '../../oci/schema.ts'
import { commandOf, execForm } from './exec-form.ts'
import { healthcheckOf } from './healthcheck.ts'
import type { Instruction } from './parse-dockerfile.ts'
import { assignments } from './stages.ts'
import { oneWord, words } from './words.ts'

/** Each is an entry of the image's config. */
const MAX_PORTS = 1000

export type Settings = NonNullable<ImageConfig['config']>

/** What the instructions of a stage change beside its files. */
export type Scope = {
  settings: Settings
  /** Variables that ARG took in; ENV goes before them. */
  args: Map<string, string>
  env: Map<string, string>
  shell: string[]
  /** Whether CMD stood in this very stage: an ENTRYPOINT forgets only an inherited one. */
  ownCommand: boolean
}

/** The scope a stage begins with, from the settings of what it is based on. */
export function scopeOf(base: Settings): Scope {
  const env = new Map((base.Env ?? []).map((entry) => splitOnce(entry)))
  const shell = Array.isArray(base.Shell) ? (base.Shell as string[]) : ['/bin/sh', '-c']
  return { settings: { ...base }, args: new Map(), env, shell, ownCommand: false }
}

/** What `$NAME` stands for at this point. */
export const variablesOf = ({ args, env }: Scope): ReadonlyMap<string, string> => new Map([...args, ...env])

/** The settings as an image carries them. */
export function settingsOf({ settings, env }: Scope): Settings {
  const Env = [...env].map(([name, value]) => `${name}=${value}`)
  return { ...settings, ...(Env.length ? { Env } : {}) }
}

/**
 * Applies an instruction that touches no file; false for one that is not of that kind. `globals` are what ARG may take
 * in. Throws `build_failed` for a malformed list, a SyntaxError for anything else that is malformed.
 */
export function applySetting(
  { keyword, text, flags, place }: Instruction,
  scope: Scope,
  globals: ReadonlyMap<string, string>,
  escapeChar: string,
): boolean {
  const { settings, env, args } = scope
  const variables = variablesOf(scope)
  switch (keyword) {
    case 'ARG':
      for (const [name, value] of assignments(text, variables, escapeChar))
        args.set(name, value ?? globals.get(name) ?? '')
      return true
    case 'ENV':
      for (const [name, value] of pairs(text, variables, escapeChar)) env.set(name, value)
      return true
    case 'LABEL':
      settings.Labels = { ...settings.Labels, ...Object.fromEntries(pairs(text, variables, escapeChar)) }
      return true
    case 'USER':
      settings.User = oneWord(text, variables, escapeChar)
      return true
    case 'WORKDIR':
      settings.WorkingDir = path.posix.resolve('/', settings.WorkingDir || '/', oneWord(text, variables, escapeChar))
      return true
    case 'STOPSIGNAL':
      settings.StopSignal = oneWord(text, variables, escapeChar)
      return true
    case 'SHELL':
      scope.shell = execForm(text, place) ?? malformed('SHELL takes a JSON list')
      settings.Shell = scope.shell
      return true
    case 'EXPOSE':
      settings.ExposedPorts = {
        ...settings.ExposedPorts,
        ...named(portsIn(words(text, variables, escapeChar))),
      }
      return true
    case 'VOLUME':
      settings.Volumes = {
        ...(settings.Volumes as object | undefined),
        ...named(execForm(text, place) ?? words(text, variables, escapeChar)),
      }
      return true
    case 'CMD':
      settings.Cmd = commandOf(text, place, scope.shell)
      scope.ownCommand = true
      return true
    case 'ENTRYPOINT':
      settings.Entrypoint = commandOf(text, place, scope.shell)
      if (!scope.ownCommand) delete settings.Cmd
      return true
    case 'HEALTHCHECK':
      settings.Healthcheck = healthcheckOf(text, flags, place, scope.shell)
      return true
    default:
      return false
  }
}

/** `NAME=value …`, or the old `NAME the rest of the line`. */
function pairs(text: string, variables: ReadonlyMap<string, string>, escapeChar: string): [string, string][] {
  const [, name, rest] = /^([^\s=]+)\s+([^=\s][\s\S]*)$/.exec(text) ?? []
  if (name && rest !== undefined) return [[name, oneWord(rest, variables, escapeChar)]]
  return assignments(text, variables, escapeChar).map(([key, value]) => [
    key,
    value ?? malformed(`${key} has no value; write ${key}=value`),
  ])
}

function portsIn(ports: readonly string[]): string[] {
  const all: string[] = []
  for (const port of ports) {
    all.push(...portsOf(port))
    if (all.length > MAX_PORTS) malformed(`EXPOSE names more than ${MAX_PORTS} ports`)
  }
  return all
}

function portsOf(port: string): string[] {
  const [, from, to, protocol = 'tcp'] = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp|sctp))?$/i.exec(port) ?? []
  const [first, last] = [Number(from), Number(to ?? from)]
  if (last - first >= MAX_PORTS) return malformed(`EXPOSE names more than ${MAX_PORTS} ports`)
  if (!from || first > last || last > 65_535) return malformed(`${port} is not a port; write 8080 or 8080/udp`)
  return Array.from({ length: last - first + 1 }, (_, n) => `${first + n}/${protocol.toLowerCase()}`)
}

const named = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, {}]))

function splitOnce(entry: string): [string, string] {
  const at = entry.indexOf('=')
  return at === -1 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)]
}

function malformed(message: string): never {
  throw new SyntaxError(message)
}
