import type { Fault } from '../../../errors.ts'
import { faultAt, type Place, refuseDockerfile } from './dockerfile-fault.ts'
import type { Dockerfile, Instruction } from './parse-dockerfile.ts'
import { oneWord, words } from './words.ts'

export type Stage = {
  /** What `AS` calls it, in lower case. */
  name: string | undefined
  /** What it begins from, variables filled in: `scratch`, an earlier stage, or where an image is. */
  from: string
  /** `--platform` of its FROM. */
  platform: string | undefined
  place: Place
  instructions: Instruction[]
}

export type Stages = {
  stages: Stage[]
  /** Variables that may be taken into a stage with ARG: those in front of the first FROM and Docker's own. */
  globals: ReadonlyMap<string, string>
}

/**
 * The stages of a Dockerfile. `architecture` is what `TARGETARCH` stands for. Throws `build_failed` when there is no
 * FROM, or something else stands before it.
 */
export function stagesOf({ file, instructions, escapeChar }: Dockerfile, architecture: string): Stages {
  const platform = `linux/${architecture}`
  const globals = new Map<string, string>([
    ['TARGETPLATFORM', platform],
    ['TARGETOS', 'linux'],
    ['TARGETARCH', architecture],
    ['BUILDPLATFORM', platform],
    ['BUILDOS', 'linux'],
    ['BUILDARCH', architecture],
  ])
  const stages: Stage[] = []
  const faults: Fault[] = []
  for (const instruction of instructions) {
    const { keyword, text, place } = instruction
    const current = stages.at(-1)
    try {
      if (keyword === 'FROM') stages.push(beginStage(instruction, globals, escapeChar))
      else if (current) current.instructions.push(instruction)
      else if (keyword === 'ARG') {
        for (const [name, value] of assignments(text, globals, escapeChar)) globals.set(name, value ?? '')
      } else faults.push(faultAt(place, `${keyword} stands before the first FROM.`, 'Begin with FROM.'))
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      faults.push(faultAt(place, `${error.message}.`))
    }
  }
  if (!stages.length && !faults.length) {
    const remedy = 'Begin with FROM scratch, or with an image by digest.'
    faults.push(faultAt({ file, line: 1 }, 'There is no FROM.', remedy))
  }
  if (faults.length) throw refuseDockerfile(faults)
  return { stages, globals }
}

function beginStage(
  { text, flags, place }: Instruction,
  globals: ReadonlyMap<string, string>,
  escapeChar: string,
): Stage {
  const [from = '', as, name, ...more] = words(text, globals, escapeChar)
  if (!from) throw new SyntaxError('FROM names nothing; a variable in it is empty')
  if ((as !== undefined && as.toUpperCase() !== 'AS') || (as && !name) || more.length) {
    throw new SyntaxError('FROM takes an image, and a name for the stage after AS')
  }
  const platform = flags.platform === undefined ? undefined : oneWord(flags.platform, globals, escapeChar)
  return { name: name?.toLowerCase(), from, platform, place, instructions: [] }
}

/** `NAME=value NAME2="other value"`; a name without `=` has no value. Throws a SyntaxError for what is no name. */
export function assignments(
  text: string,
  variables: ReadonlyMap<string, string>,
  escapeChar: string,
): [name: string, value: string | undefined][] {
  return words(text, variables, escapeChar).map((word) => {
    const at = word.indexOf('=')
    const name = at === -1 ? word : word.slice(0, at)
    if (!name) throw new SyntaxError(`${word} has no name in front of =`)
    return [name, at === -1 ? undefined : word.slice(at + 1)]
  })
}
