import fs from 'node:fs'
import type Docker from 'dockerode'
import { BareCountError } from '../errors.ts'
import type { Engine, EngineBuild } from './engine.ts'
import { engineWords } from './engine-errors.ts'

type Progress = { stream?: string; status?: string; error?: string }

/** Builds by the engine, line by line into the log. Throws `build_failed` with the engine's words. */
export async function buildWithEngine(docker: Docker, kind: Engine['kind'], context: EngineBuild): Promise<void> {
  const { folder, dockerfile, tag, log, signal } = context
  const options = { t: tag, dockerfile, rm: true, forcerm: true, ...(await network(docker, kind)) }
  try {
    const source = { context: folder, src: fs.readdirSync(folder) }
    const stream = await docker.buildImage(source, { ...options, ...(signal ? { abortSignal: signal } : {}) })
    await follow(stream, log)
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof BareCountError) throw error
    throw failed(engineWords(error), error)
  }
}

/** A Docker without its bridge gives build steps no network unless told which. */
async function network(docker: Docker, kind: Engine['kind']): Promise<{ networkmode?: string }> {
  if (kind !== 'docker') return {}
  const bridges = await docker.listNetworks({ filters: { driver: ['bridge'] } })
  return bridges.length ? {} : { networkmode: 'host' }
}

/** Reads the progress to its end: a failure comes in it, under status 200. */
async function follow(stream: NodeJS.ReadableStream, log: (line: string) => void): Promise<void> {
  let rest = ''
  const take = (line: string) => {
    if (!line.trim()) return
    const said = JSON.parse(line) as Progress
    for (const text of (said.stream ?? said.status ?? '').split('\n')) if (text.trim()) log(text.trimEnd())
    if (said.error) throw failed(said.error)
  }
  for await (const chunk of stream) {
    const lines = (rest + String(chunk)).split(/\r?\n/)
    rest = lines.pop() ?? ''
    for (const line of lines) take(line)
  }
  take(rest)
}

const failed = (words: string, cause?: unknown) =>
  new BareCountError('build_failed', `The container engine could not build it: ${words.trim()}`, {
    cause,
    remedy: 'Read the lines above; the same build on your own machine fails in the same place.',
  })
