import fs from 'node:fs'
import path from 'node:path'
import { digestOfFile } from '../../../digest-of-file.ts'
import type { Material } from '../../sign/provenance.ts'
import type { InstalledPackage } from './installed-packages.ts'

/**
 * The packages of a root as provenance names them: a package URL with the version, and the SHA-256 of the archive it was
 * installed from.
 */
export async function packageMaterials(packages: readonly InstalledPackage[], cache: string): Promise<Material[]> {
  const materials: Material[] = []
  for (const { name, version, architecture } of packages) {
    const file = path.join(cache, `${name}_${version.replaceAll(':', '%3a')}_${architecture}.deb`)
    if (!fs.existsSync(file)) continue
    const uri = `pkg:deb/debian/${name}@${encodeURIComponent(version)}?arch=${architecture}`
    materials.push({ uri, digest: { sha256: (await digestOfFile(file)).slice('sha256:'.length) } })
  }
  return materials
}
