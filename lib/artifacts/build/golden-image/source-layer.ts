import path from 'node:path'
import { BareCountError } from '../../../errors.ts'
import type { Layer } from '../../oci/image.ts'
import { listFunctionFiles } from '../function-zip.ts'
import { fromDisk, layerOf } from './agent-layer.ts'

/** Where a golden image has the source of its manifest. */
export const SOURCE_FOLDER = 'opt/runner'

/** The files of the manifest that a host starts: each must be there, and is made executable. */
export type Scripts = {
  entry: string
  bootstrap?: string | undefined
  onLaunch?: string | undefined
  onTerminate?: string | undefined
}

/** The source as a layer. Throws `build_failed` naming a script that is not in it. */
export async function sourceLayer(folder: string, scripts: Scripts): Promise<Layer> {
  const files = await listFunctionFiles(folder)
  const executable = new Set<string>()
  for (const [role, declared] of Object.entries(scripts)) {
    if (declared === undefined) continue
    const name = path.posix.normalize(declared)
    if (!files.some((file) => file.name === name)) throw notThere(role, declared)
    executable.add(name)
  }
  const folders = new Set(['opt', SOURCE_FOLDER])
  for (const { name } of files) {
    const parts = name.split('/').slice(0, -1)
    parts.forEach((_part, at) => {
      folders.add(`${SOURCE_FOLDER}/${parts.slice(0, at + 1).join('/')}`)
    })
  }
  const directories = [...folders].map((name) => ({ type: 'directory' as const, path: name, mode: 0o755 }))
  const entries = files.map(({ name, file, executable: marked }) =>
    fromDisk(`${SOURCE_FOLDER}/${name}`, file, marked || executable.has(name) ? 0o755 : 0o644),
  )
  return layerOf([...directories, ...entries], `source of ${files.length} files`)
}

const fields: Record<string, string> = {
  entry: 'runner.golden_image.entry',
  bootstrap: 'runner.golden_image.bootstrap',
  onLaunch: 'runner.lifecycle.on_launch',
  onTerminate: 'runner.lifecycle.on_terminate',
}

const notThere = (role: string, name: string) =>
  new BareCountError('build_failed', `The source has no ${name}, which ${fields[role]} names.`, {
    remedy: 'Names are below the folder that runner.golden_image.source names.',
  })
