import path from 'node:path'
import { BareCountError } from '../../../errors.ts'
import { DEFAULT_ENTRY } from '../../../provisioning/runner-spec.ts'
import { type Layer, writeImage } from '../../oci/image.ts'
import { GOLDEN_IMAGE_BUILD_TYPE, type Material } from '../../sign/provenance.ts'
import type { BuildRequest, BuiltArtifact } from '../build-artifact.ts'
import { declaredFolder, type UnpackedSource, withSource, withWorkFolder } from '../unpack-source.ts'
import { AGENT_FOLDER, agentLayer } from './agent-layer.ts'
import { debianRootfs, packageCache } from './debian-rootfs.ts'
import { installedPackages } from './installed-packages.ts'
import { ociBase } from './oci-base.ts'
import { packageMaterials } from './package-materials.ts'
import { SOURCE_FOLDER, sourceLayer } from './source-layer.ts'

type DedicatedRunner = Extract<BuildRequest['runner'], { class: 'dedicated_compute' }>
type GoldenImage = Omit<BuiltArtifact, 'builderVersion'>
type Base = { layers: Layer[]; materials: Material[] }

/**
 * Builds the image that hosts are started from: base with drivers, agent, source. The same packages and source give the
 * same digest (docs/formats/golden-images.md); running it again after a crash is harmless.
 * Throws `build_failed`, `hostile_archive` or `invalid_input` with what to do about it.
 */
export async function buildGoldenImage(request: BuildRequest, runner: DedicatedRunner): Promise<GoldenImage> {
  const { source, log, signal } = request
  const build = (unpacked: UnpackedSource | undefined, work: string) => buildFrom(request, runner, unpacked, work)
  if (!source) return withWorkFolder('golden-image', (work) => build(undefined, work))
  return withSource(source, { purpose: 'golden-image', log, signal }, (unpacked) => build(unpacked, unpacked.work))
}

async function buildFrom(
  request: BuildRequest,
  runner: DedicatedRunner,
  unpacked: UnpackedSource | undefined,
  work: string,
): Promise<GoldenImage> {
  const startedAt = new Date()
  const { golden_image: declared, lifecycle } = runner
  const base = await baseOf(request, declared, unpacked, work)
  const scripts = {
    entry: declared.entry ?? DEFAULT_ENTRY,
    bootstrap: declared.bootstrap,
    onLaunch: lifecycle?.on_launch,
    onTerminate: lifecycle?.on_terminate,
  }
  const folder = unpacked && declared.source ? await declaredFolder(unpacked.root, declared.source) : undefined
  if (folder && unpacked) request.log(`Taking ${path.relative(unpacked.root, folder) || 'the root'} of the source.`)
  const layers = [...base.layers, await agentLayer(), ...(folder ? [await sourceLayer(folder, scripts)] : [])]
  const drivers = declared.drivers.map(({ name, version }) => `${name}=${version}`)
  const { digest, size } = await writeImage(layers, {
    Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    WorkingDir: `/${SOURCE_FOLDER}`,
    Entrypoint: [`/${AGENT_FOLDER}/node`, `/${AGENT_FOLDER}/start.mjs`],
    Labels: { 'io.barecount.drivers': drivers.join(' ') },
  })
  request.log(`The golden image is ${digest}: ${layers.length} layers, ${size} bytes.`)
  return {
    digest,
    kind: 'golden_image',
    sizeBytes: size,
    buildType: GOLDEN_IMAGE_BUILD_TYPE,
    parameters: { ...declared, ...(lifecycle ? { lifecycle } : {}) },
    materials: [...(unpacked?.materials ?? []), ...base.materials],
    facts: { layers: layers.length, packages: base.materials.length, drivers },
    startedAt,
    finishedAt: new Date(),
  }
}

async function baseOf(
  request: BuildRequest,
  { base, drivers }: DedicatedRunner['golden_image'],
  unpacked: UnpackedSource | undefined,
  work: string,
): Promise<Base> {
  const [, kind, name] = /^(debian|oci):(.+)$/.exec(base) ?? []
  if (kind === 'debian' && name && /^[a-z][a-z0-9.-]*$/.test(name)) {
    const { log, signal } = request
    const layer = await debianRootfs({ suite: name, drivers, work, log, signal })
    const { digest } = await writeImage([layer], {})
    return { layers: [layer], materials: await packageMaterials(await installedPackages(digest), packageCache(name)) }
  }
  if (kind === 'oci' && name && unpacked) {
    const { digest, layers } = await ociBase(unpacked.root, name, drivers)
    return { layers, materials: [{ uri: `file:${name}`, digest: { sha256: digest.slice('sha256:'.length) } }] }
  }
  throw new BareCountError('build_failed', `A golden image cannot begin from ${JSON.stringify(base)}.`, {
    remedy: unpacked
      ? 'Use debian:bookworm, or oci:PATH for an image in the source.'
      : 'Use debian:bookworm; an oci: base needs a source that holds it.',
  })
}
