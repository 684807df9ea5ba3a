import { BareCountError } from '../../../errors.ts'
import type { Layer } from '../../oci/image.ts'
import { mediaTypes } from '../../oci/schema.ts'
import { type LayerEntry, writeLayer } from '../../oci/write-layer.ts'
import { sayCount } from '../../words.ts'
import { addEntries } from './add-entries.ts'
import { type Copy, copyEntries } from './copy-entries.ts'
import { refuseAt } from './dockerfile-fault.ts'
import { execForm } from './exec-form.ts'
import { type FileTree, imageTree, readRootFs } from './file-tree.ts'
import { applySetting, type Scope, type Settings, scopeOf, settingsOf, variablesOf } from './image-settings.ts'
import type { Instruction } from './parse-dockerfile.ts'
import { applyFile, type RootFs } from './rootfs.ts'
import type { Stage, Stages } from './stages.ts'
import { oneWord, words } from './words.ts'

/** What a stage begins from, its layers in the blob store. */
export type BaseImage = { layers: Layer[]; settings: Settings }

export type StagesBuild = Stages & {
  escapeChar: string
  context: FileTree
  /** A folder for bytes on their way. */
  work: string
  /** Finds the image that a FROM or a `COPY --from` names. Not asked for scratch and for stages. */
  baseOf(stage: Pick<Stage, 'from' | 'platform' | 'place'>): Promise<BaseImage>
  log(line: string): void
  signal?: AbortSignal | undefined
}

type Built = { layers: Layer[]; scope: Scope; files: RootFs }

/**
 * Builds the last stage, and of the others only those it needs. Nothing is executed, so the same context gives the same
 * layers. Throws `build_failed` naming the line, and what `baseOf` throws.
 */
export async function buildStages(build: StagesBuild): Promise<BaseImage> {
  const done = new Map<Stage, Promise<Built>>()
  const stageNamed = (name: string, before: Stage): Stage | undefined => {
    const earlier = build.stages.slice(0, build.stages.indexOf(before))
    return (
      earlier.findLast((stage) => stage.name === name.toLowerCase()) ??
      (/^\d+$/.test(name) ? earlier[Number(name)] : undefined)
    )
  }
  const finished = (stage: Stage): Promise<Built> => {
    const running = done.get(stage) ?? buildStage(build, stage, { stageNamed, finished })
    done.set(stage, running)
    return running
  }
  const last = build.stages.at(-1)
  if (!last) throw new Error('a Dockerfile that was split into stages has one')
  const { layers, scope } = await finished(last)
  return { layers, settings: settingsOf(scope) }
}

type Others = { stageNamed(name: string, before: Stage): Stage | undefined; finished(stage: Stage): Promise<Built> }

async function buildStage(build: StagesBuild, stage: Stage, others: Others): Promise<Built> {
  const built = await beginFrom(build, stage, others)
  for (const instruction of stage.instructions) {
    build.signal?.throwIfAborted()
    try {
      await applyInstruction(build, stage, built, instruction, others)
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      throw refuseAt(instruction.place, `${error.message}.`)
    }
  }
  return built
}

async function beginFrom(build: StagesBuild, stage: Stage, { stageNamed, finished }: Others): Promise<Built> {
  if (stage.from === 'scratch') return { layers: [], scope: scopeOf({}), files: new Map() }
  const earlier = stageNamed(stage.from, stage)
  if (earlier) {
    const { layers, scope, files } = await finished(earlier)
    return { layers: [...layers], scope: scopeOf(settingsOf(scope)), files: new Map(files) }
  }
  const { layers, settings } = await build.baseOf(stage)
  return { layers: [...layers], scope: scopeOf(settings), files: await readRootFs(layers) }
}

async function applyInstruction(
  build: StagesBuild,
  stage: Stage,
  built: Built,
  instruction: Instruction,
  others: Others,
): Promise<void> {
  const { keyword, place, text } = instruction
  if (applySetting(instruction, built.scope, build.globals, build.escapeChar)) {
    if (keyword === 'WORKDIR') await addLayer(build, built, instruction, workdirEntries(built))
    return
  }
  if (keyword === 'COPY' || keyword === 'ADD') {
    return addLayer(build, built, instruction, await filesOf(build, stage, built, instruction, others))
  }
  if (keyword === 'MAINTAINER') return build.log(`Line ${place.line}: MAINTAINER is left out; use a LABEL.`)
  throw refuseAt(place, `${keyword} is not part of an OCI image.`, `Remove it: ${keyword} ${text.slice(0, 40)}`)
}

function workdirEntries({ scope, files }: Built): LayerEntry[] {
  const parts = (scope.settings.WorkingDir ?? '/').split('/').filter(Boolean)
  const folders = parts.map((_, depth) => parts.slice(0, depth + 1).join('/'))
  return folders.filter((path) => !files.has(path)).map((path) => ({ type: 'directory', path, mode: 0o755 }))
}

const allowedFlags = ['from', 'chown', 'chmod', 'link']

async function filesOf(
  build: StagesBuild,
  stage: Stage,
  { scope, files }: Built,
  instruction: Instruction,
  others: Others,
): Promise<LayerEntry[]> {
  const { keyword, text, flags, place, heredoc } = instruction
  const unknown = Object.keys(flags).find((flag) => !allowedFlags.includes(flag))
  if (unknown)
    throw refuseAt(place, `--${unknown} is not known to this builder.`, `It takes --${allowedFlags.join(', --')}.`)
  if (heredoc)
    throw refuseAt(place, `${keyword} takes no text from the Dockerfile here.`, 'Put it in a file and copy that.')
  const variables = variablesOf(scope)
  const listed = execForm(text, place)?.map((item) => oneWord(item, variables, build.escapeChar))
  const args = listed ?? words(text, variables, build.escapeChar)
  const destination = args.at(-1)
  const sources = args.slice(0, -1)
  if (!destination || !sources.length) throw refuseAt(place, `${keyword} takes a source and a destination.`)
  const remote = keyword === 'ADD' ? sources.find((source) => /^(https?:|git@|git:)/i.test(source)) : undefined
  if (remote) {
    throw refuseAt(
      place,
      `ADD of ${remote} could give another file tomorrow.`,
      'Put the file beside the Dockerfile and COPY it.',
    )
  }
  const from = flags.from === undefined ? build.context : await treeNamed(build, stage, flags.from, instruction, others)
  const copy: Copy = {
    from,
    sources,
    destination,
    workdir: scope.settings.WorkingDir || '/',
    place,
    ...ownerOf(flags, place),
  }
  return keyword === 'ADD' ? addEntries(copy, files, build.work) : copyEntries(copy, files)
}

/** The tree that `--from` names: a stage by name or number, else an image. */
async function treeNamed(
  build: StagesBuild,
  stage: Stage,
  name: string,
  { place }: Instruction,
  others: Others,
): Promise<FileTree> {
  const named = others.stageNamed(name, stage)
  if (named) {
    const { layers, files } = await others.finished(named)
    return imageTree(`the stage ${name}`, layers, files, build.work)
  }
  if (build.stages.some((each) => each.name === name.toLowerCase())) {
    throw refuseAt(place, `The stage ${name} is not an earlier one.`, 'Move it above this one.')
  }
  const { layers } = await build.baseOf({ from: name, platform: undefined, place })
  return imageTree(name, layers, await readRootFs(layers), build.work)
}

function ownerOf(flags: Record<string, string>, place: Instruction['place']): Pick<Copy, 'mode' | 'owner'> {
  const { chmod, chown } = flags
  if (chmod !== undefined && !/^[0-7]{3,4}$/.test(chmod)) {
    throw refuseAt(place, `--chmod=${chmod} is not an octal mode.`, 'Write it as --chmod=755.')
  }
  const [, uid, gid = uid] = /^(\d+)(?::(\d+))?$/.exec(chown ?? '') ?? []
  if (chown !== undefined && uid === undefined) {
    throw refuseAt(place, `--chown=${chown} names an account.`, 'Give numbers, such as --chown=1000:1000.')
  }
  return {
    ...(chmod === undefined ? {} : { mode: Number.parseInt(chmod, 8) }),
    ...(uid === undefined ? {} : { owner: { uid: Number(uid), gid: Number(gid) } }),
  }
}

async function addLayer(
  build: StagesBuild,
  built: Built,
  instruction: Instruction,
  entries: LayerEntry[],
): Promise<void> {
  if (!entries.length) return
  const { digest, size } = await writeLayer(entries).catch((cause) => {
    throw cause instanceof BareCountError
      ? cause
      : refuseAt(instruction.place, `Its layer cannot be written: ${cause.message}.`)
  })
  for (const entry of entries) {
    applyFile(built.files, {
      path: entry.path,
      type: entry.type,
      mode: 'mode' in entry ? entry.mode : 0o777,
      layer: digest,
      ...('target' in entry ? { target: entry.target } : {}),
    })
  }
  const createdBy = `${instruction.keyword} ${instruction.text}`.slice(0, 400)
  built.layers.push({ descriptor: { mediaType: mediaTypes.layer, digest, size }, diffId: digest, createdBy })
  build.log(`${createdBy}: ${sayCount(entries.length, 'entry', 'entries')}, ${size} bytes, ${digest}`)
}
