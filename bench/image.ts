import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buildImage } from '#lib/artifacts/build/build-image.ts'
import { noImageSources } from '#lib/artifacts/build/image-sources.ts'
import { printFigure, timesOf } from '#scripts/bench/print-figure.ts'

// What it costs to make an image of the same content: by our builder, which executes nothing, and by buildah or podman.

const ROUNDS = 5
const FILES = 2000
const LARGE_MIB = 64

const home = process.env.BARECOUNT_HOME ?? fs.mkdtempSync(path.join(os.tmpdir(), 'bench-image-'))
const folder = writeContext(path.join(home, 'context'))
const other = ['buildah', 'podman'].find((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0)

const own = await timesOf(ROUNDS, async () => {
  const work = fs.mkdtempSync(path.join(home, 'work-'))
  const none = async () => undefined
  await buildImage({ folder, work, sources: noImageSources, findEngine: none, log: () => undefined })
})
if (!other) {
  console.log('Neither buildah nor podman is installed, so there is nothing to compare with.')
  printFigure('our builder', own)
} else {
  const theirs = await timesOf(ROUNDS, async () => build(other))
  const base = printFigure(`${other} build`, theirs)
  printFigure('our builder', own, base, `${other} build`)
}

/** Many small files and one large one, the same at every call. */
function writeContext(place: string): string {
  const bytes = (seed: string, size: number) => {
    const block = createHash('sha512').update(seed).digest()
    return Buffer.alloc(size, block)
  }
  for (let n = 0; n < FILES; n++) {
    const sub = path.join(place, 'app', `part-${n % 50}`)
    fs.mkdirSync(sub, { recursive: true })
    fs.writeFileSync(path.join(sub, `file-${n}.mjs`), bytes(`file ${n}`, 4096))
  }
  fs.writeFileSync(path.join(place, 'app', 'model.bin'), bytes('large', LARGE_MIB * 1024 * 1024))
  fs.writeFileSync(path.join(place, 'Dockerfile'), 'FROM scratch\nCOPY app /app\nENTRYPOINT ["/app/main"]\n')
  return place
}

function build(program: string): void {
  const store = ['--root', path.join(home, 'store'), '--runroot', path.join(home, 'run')]
  const how = program === 'buildah' ? ['bud', '--isolation', 'chroot'] : ['build', '--isolation', 'chroot']
  const args = [...store, ...how, '--no-cache', '--quiet', '--tag', 'bench:latest', folder]
  const result = spawnSync(program, args, { encoding: 'utf8' })
  if (result.status !== 0) throw new Error(`${program} failed: ${result.stderr}`)
}
