import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import type { Context } from '../context.ts'

/** `barecount artifact export DIGEST --out FILE`. */
export function registerArtifactCommands(program: Command, context: Context): void {
  const artifact = program.command('artifact').description('what was built')
  artifact
    .command('export')
    .argument('<artifact>', 'id, or digest sha256:…')
    .requiredOption('--out <file>', 'where it goes')
    .description('download an artifact: a zip as it is, an image as an OCI layout that skopeo and umoci read')
    .action(async (id: string, { out }: { out: string }) => {
      const response = await context.api().raw(`/artifacts/${encodeURIComponent(id)}/content`)
      await pipeline(Readable.fromWeb(response.body as never), createWriteStream(out))
      context.print({ artifact: id, file: out }, ({ file }) => file)
    })
}
