import { BareCountError } from '../../errors.ts'
import type { Reference } from '../oci/registry/reference.ts'

/** Where a build gets the images it begins from. */
export type ImageSources = {
  /**
   * The digest that a name stands for now. Throws `policy_denied` for a registry that is not approved: nothing else is
   * ever dialled.
   */
  resolve(reference: Reference): Promise<{ digest: string }>
  /** Brings an image into the blob store; returns the digest of the manifest that is for `platform`. */
  pull(reference: Reference & { digest: string }, platform: string): Promise<{ digest: string }>
}

/** For a build that may begin only from what it brings itself. */
export const noImageSources: ImageSources = {
  resolve: async () => refuse(),
  pull: async () => refuse(),
}

function refuse(): never {
  throw new BareCountError('build_failed', 'This build takes no image from a registry.', {
    remedy: 'Begin with FROM scratch, or put the image into the context and write FROM oci-archive:base.tar.',
  })
}
