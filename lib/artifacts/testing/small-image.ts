import { writeImage } from '../oci/image.ts'
import { mediaTypes } from '../oci/schema.ts'
import { writeLayer } from '../oci/write-layer.ts'

/** An image with one file, in the blob store; another `content` is another image. */
export async function smallImage(content: string, platform?: { os: string; architecture: string }) {
  const file = { type: 'file', path: 'etc/motd', mode: 0o644, content: Buffer.from(content) } as const
  const { digest, size } = await writeLayer([file])
  const layer = {
    descriptor: { mediaType: mediaTypes.layer, digest, size },
    diffId: digest,
    createdBy: 'COPY motd /etc/',
  }
  return { ...(await writeImage([layer], { Cmd: ['/app'] }, platform)), layer: digest }
}
