import { text } from 'node:stream/consumers'
import { walkImage } from '../../oci/walk-image.ts'

export type InstalledPackage = { name: string; version: string; architecture: string }

/** The Debian packages that an image's own package database lists as installed, by name. */
export async function installedPackages(imageDigest: string): Promise<InstalledPackage[]> {
  let status = ''
  await walkImage(imageDigest, async (file) => {
    if (file.path === 'var/lib/dpkg/status' && file.type === 'file') status = await text(file.content)
  })
  return parseStatus(status)
}

/** What dpkg's status file says is installed. Pure. */
export function parseStatus(status: string): InstalledPackage[] {
  const packages = status.split(/\n\n+/).flatMap((stanza) => {
    const field = (name: string) => new RegExp(`^${name}: (.+)$`, 'm').exec(stanza)?.[1]
    const [name, version, architecture] = [field('Package'), field('Version'), field('Architecture')]
    if (!name || !version || !architecture || !/ installed$/.test(field('Status') ?? '')) return []
    return [{ name, version, architecture }]
  })
  return packages.sort((a, b) => (a.name < b.name ? -1 : 1))
}
