import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { writeImage } from '#lib/artifacts/oci/image.ts'
import type { ImageConfig } from '#lib/artifacts/oci/schema.ts'
import { mediaTypes } from '#lib/artifacts/oci/schema.ts'
import { type LayerEntry, writeLayer } from '#lib/artifacts/oci/write-layer.ts'
import { findProgram } from '../find-program.ts'

/** Why no image with a shell can be made here; undefined when one can. */
export const noBusybox: string | undefined = isStatic(findProgram('busybox'))
  ? undefined
  : 'a static busybox is not installed (apt-get install busybox-static)'

/** An image with a shell and a few programs, made without any engine. */
export async function busyboxImage(settings: NonNullable<ImageConfig['config']>, files: LayerEntry[] = []) {
  const busybox = findProgram('busybox') as string
  const programs = ['sh', 'cat', 'echo', 'sleep', 'id', 'ls', 'wget', 'dd', 'head', 'env', 'true', 'kill']
  const { digest, size } = await writeLayer([
    { type: 'file', path: 'bin/busybox', mode: 0o755, content: fs.readFileSync(busybox) },
    ...programs.map((name) => ({ type: 'symlink' as const, path: `bin/${name}`, target: 'busybox' })),
    { type: 'directory', path: 'tmp', mode: 0o1777 },
    {
      type: 'file',
      path: 'etc/passwd',
      mode: 0o644,
      content: Buffer.from('root:x:0:0::/:/bin/sh\napp:x:1000:1000::/:/bin/sh\n'),
    },
    ...files,
  ])
  const layer = { descriptor: { mediaType: mediaTypes.layer, digest, size }, diffId: digest, createdBy: 'test' }
  return writeImage([layer], { Env: ['PATH=/bin'], ...settings })
}

function isStatic(file: string | undefined): boolean {
  return file !== undefined && spawnSync('ldd', [file], { stdio: 'ignore' }).status !== 0
}
