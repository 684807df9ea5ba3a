import fs from 'node:fs'
import path from 'node:path'
import { findProgram } from '../../../engines/find-program.ts'
import { homePath } from '../../../env.ts'
import { BareCountError } from '../../../errors.ts'
import { putBlob } from '../../blobs.ts'
import type { Layer } from '../../oci/image.ts'
import { mediaTypes } from '../../oci/schema.ts'
import { runTool } from '../run-tool.ts'
import { availableVersions } from './available-versions.ts'

export type Driver = { name: string; version: string }

export type DebianRequest = {
  /** e.g. `bookworm`. */
  suite: string
  drivers: Driver[]
  /** Folder for the archive while it is made. */
  work: string
  log(line: string): void
  signal?: AbortSignal | undefined
}

/** What the agent's Node is linked with beside the C library. */
const FOR_THE_AGENT = ['libstdc++6', 'ca-certificates']
const TIMEOUT_MS = 15 * 60_000
/** The instant every file carries. */
const EPOCH = '1'

/** Left out of every host: nobody reads them there. Copyright files stay, since they say the licences. */
const paths = ['doc/*', 'man/*', 'locale/*', 'info/*'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}`)

/** What differs between two builds of the same packages, or says where it was built. */
const cleaning = [
  'rm -rf "$1"/var/cache/apt/* "$1"/var/lib/apt/lists/* "$1"/var/cache/ldconfig/aux-cache "$1"/var/log/*',
  'rm -f "$1"/var/cache/debconf/*-old "$1"/var/lib/dpkg/*-old "$1"/etc/hostname "$1"/etc/resolv.conf',
  ': > "$1"/etc/machine-id',
]

/** Where downloaded packages stay for the next build; apt checks them against the signed index before it uses them. */
export const packageCache = (suite: string): string => homePath('cache', 'debian', suite)

/**
 * The root of a minimal Debian with the drivers at exactly their versions, as a layer: the same packages give the same
 * bytes. Throws `build_failed` when mmdebstrap is not there, or naming the versions that there are.
 */
export async function debianRootfs(request: DebianRequest): Promise<Layer> {
  const { suite, drivers, work, log, signal } = request
  const program = findProgram('mmdebstrap')
  if (!program) throw noMmdebstrap(suite)
  const cache = packageCache(suite)
  fs.mkdirSync(cache, { recursive: true, mode: 0o755 })
  const archive = path.join(work, 'rootfs.tar')
  const wanted = [...FOR_THE_AGENT, ...drivers.map(({ name, version }) => `${name}=${version}`)]
  log(`Making a ${suite} root with ${wanted.join(', ')}.`)
  const args = [
    ...['--variant=essential', `--mode=${buildMode()}`, '--format=tar', `--include=${wanted.join(',')}`],
    ...['--skip=download/empty', '--skip=essential/unlink', ...paths],
    '--dpkgopt=path-include=/usr/share/doc/*/copyright',
    ...['--setup-hook=mkdir -p "$1"/var/cache/apt/archives', `--setup-hook=sync-in ${cache} /var/cache/apt/archives/`],
    `--customize-hook=sync-out /var/cache/apt/archives ${cache}`,
    ...cleaning.map((line) => `--customize-hook=${line}`),
    ...[suite, archive],
  ]
  const env = { SOURCE_DATE_EPOCH: EPOCH, TMPDIR: work, LC_ALL: 'C.UTF-8' }
  const [command = program, ...words] = inOwnMounts([program, ...args])
  const { code, stderr, timedOut } = await runTool(command, words, { env, timeoutMs: TIMEOUT_MS, signal })
  if (code !== 0) throw await failed(request, program, timedOut ? 'It took more than 15 minutes.' : stderr)
  const { digest, size } = await putBlob(fs.createReadStream(archive))
  log(`The root has ${size} bytes: ${digest}`)
  return {
    descriptor: { mediaType: mediaTypes.layer, digest, size },
    diffId: digest,
    createdBy: `mmdebstrap ${suite} ${wanted.join(' ')}`,
  }
}

/**
 * As root it mounts /proc and /sys into the work folder. In mounts of its own they end with it, however it ends: nothing
 * of this host is below a folder that is removed afterwards.
 */
function inOwnMounts(command: string[]): string[] {
  const unshare = buildMode() === 'root' ? findProgram('unshare') : undefined
  return unshare ? [unshare, '--mount', '--propagation', 'private', '--', ...command] : command
}

const buildMode = (): 'root' | 'unshare' => (process.getuid?.() === 0 ? 'root' : 'unshare')

async function failed(request: DebianRequest, program: string, said: string): Promise<BareCountError> {
  const missing = /Version '([^']+)' for '([^']+)' was not found|Unable to locate package (\S+)/.exec(said)
  const name = missing?.[2] ?? missing?.[3]
  if (name) {
    const versions = await availableVersions({ program, suite: request.suite, name, signal: request.signal })
    const asked = missing?.[1] ? `${name} ${missing[1]}` : name
    return new BareCountError('build_failed', `Debian ${request.suite} has no ${asked}.`, {
      remedy: versions.length
        ? `It has ${versions.join(', ')}: declare one of these in runner.golden_image.drivers.`
        : 'Look the name up at packages.debian.org; drivers are named as Debian packages.',
    })
  }
  const why = said
    .split('\n')
    .filter((line) => /^E:/.test(line))
    .slice(-3)
    .join(' ')
  return new BareCountError(
    'build_failed',
    `The ${request.suite} root could not be made: ${why || said.slice(-500).trim()}`,
    {
      remedy: 'Check that the worker reaches its Debian mirror and that the suite is one it has.',
    },
  )
}

const noMmdebstrap = (suite: string) =>
  new BareCountError('build_failed', `A base of debian:${suite} is made with mmdebstrap, which is not installed.`, {
    remedy: 'On the worker: apt install mmdebstrap. Or bring a base of your own: base: oci:base.tar in the source.',
  })
