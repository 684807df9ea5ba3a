import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fromDisk, layerOf } from '#lib/artifacts/build/golden-image/agent-layer.ts'
import { writeImage } from '#lib/artifacts/oci/image.ts'
import type { LayerEntry } from '#lib/artifacts/oci/write-layer.ts'
import { findProgram } from '#lib/engines/find-program.ts'

const start = path.join(import.meta.dirname, '..', 'inside', 'start.mjs')

/** A golden image of this machine's own libraries, a busybox and an agent of the test's: made in a moment. */
export async function smallGoldenImage(agent: string, files: LayerEntry[] = []): Promise<string> {
  const linked = execFileSync('ldd', [process.execPath], { encoding: 'utf8' })
  const libraries = [...linked.matchAll(/(?:=> )?(\/\S+) \(0x/g)].map(([, file]) => file as string)
  const busybox = findProgram('busybox')
  const text = (name: string, content: string, mode = 0o644): LayerEntry => ({
    type: 'file',
    path: name,
    mode,
    content: Buffer.from(content),
  })
  const layer = await layerOf(
    [
      ...libraries.map((file) => fromDisk(file.slice(1), fs.realpathSync(file), 0o755)),
      ...(busybox
        ? [fromDisk('bin/busybox', busybox, 0o755), link('bin/sh', 'busybox'), link('bin/cat', 'busybox')]
        : []),
      fromDisk('opt/barecount/node', process.execPath, 0o755),
      fromDisk('opt/barecount/start.mjs', start, 0o644),
      text('opt/barecount/agent.mjs', agent),
      text('etc/hostname', 'golden'),
      ...files,
    ],
    'test',
  )
  return (await writeImage([layer], {})).digest
}

const link = (name: string, target: string): LayerEntry => ({ type: 'symlink', path: name, target })
