import fs from 'node:fs'
import path from 'node:path'
import { BareCountError } from '../../../errors.ts'
import { platformHere } from '../../oci/choose-platform.ts'
import type { Layer } from '../../oci/image.ts'
import { readImage } from '../../oci/image.ts'
import { importArchive, importLayoutFolder } from '../../oci/import-archive.ts'
import { walkImage } from '../../oci/walk-image.ts'
import type { Driver } from './debian-rootfs.ts'
import { installedPackages } from './installed-packages.ts'

export type OciBase = { digest: string; layers: Layer[] }

/**
 * A base that the source brings: an OCI layout, as a folder or a tar, or what `docker save` writes. It must be able to
 * start the agent and already have the drivers, since nothing is installed into it. Throws `build_failed`.
 */
export async function ociBase(root: string, name: string, drivers: readonly Driver[]): Promise<OciBase> {
  const place = path.resolve(root, name)
  const stat = place.startsWith(root + path.sep) ? fs.statSync(place, { throwIfNoEntry: false }) : undefined
  if (!stat)
    throw refused(`The source has no ${name}, which runner.golden_image.base names.`, 'Put it there and upload again.')
  const options = { what: name, platform: platformHere }
  const digest = stat.isDirectory()
    ? await importLayoutFolder(place, options)
    : await importArchive(fs.createReadStream(place), options)
  await checkRunsAgent(digest, name)
  await checkDrivers(digest, name, drivers)
  const { manifest, config } = await readImage(digest)
  const layers = manifest.layers.map((descriptor, at) => ({
    descriptor,
    diffId: config.rootfs.diff_ids[at] as string,
    createdBy: `base ${digest}`,
  }))
  return { digest, layers }
}

async function checkRunsAgent(digest: string, name: string): Promise<void> {
  let found = false
  await walkImage(digest, async ({ path: file }) => {
    found ||= /(^|\/)libstdc\+\+\.so\.6$/.test(file)
  })
  if (found) return
  throw refused(
    `The base ${name} has no libstdc++.so.6, which the agent is linked with.`,
    'Use a base with the GNU C and C++ libraries, e.g. Debian with libstdc++6.',
  )
}

async function checkDrivers(digest: string, name: string, drivers: readonly Driver[]): Promise<void> {
  const installed = new Map((await installedPackages(digest)).map((one) => [one.name, one.version]))
  for (const driver of drivers) {
    const version = installed.get(driver.name)
    if (version === driver.version) continue
    const has = version
      ? `has ${driver.name} ${version}, not ${driver.version}`
      : `does not have ${driver.name} installed`
    throw refused(
      `The base ${name} ${has}.`,
      'Install it into the base before you export it, or let a base of debian:SUITE install it.',
    )
  }
}

const refused = (why: string, remedy: string) => new BareCountError('build_failed', why, { remedy })
