import { createHash } from 'node:crypto'
import { SPDX, Spec, Validation } from '@cyclonedx/cyclonedx-library'
import parseSpdx from 'spdx-expression-parse'
import type { Component, Inventory } from './component.ts'

export type SbomSubject = {
  name: string
  sha256: string
  /** What CycloneDX calls its kind; a zip is an application. */
  type?: 'application' | 'container'
  /** The operating system of an image. */
  os?: string | undefined
}
export type Sbom = ReturnType<typeof makeSbom>

/**
 * A CycloneDX 1.6 SBOM of an artifact, with real dependency edges. It holds no time and its serial number comes from the
 * artifact's digest, so that the same artifact gives the same bytes. Pure. Source: cyclonedx.org/docs/1.6/json.
 */
export function makeSbom(subject: SbomSubject, { components, dependsOn }: Inventory) {
  const root = `sha256:${subject.sha256}`
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(subject.sha256)}`,
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'build' }],
      tools: { components: [{ type: 'application', name: 'barecount' }] },
      component: {
        type: subject.type ?? 'application',
        'bom-ref': root,
        name: subject.name,
        hashes: [{ alg: 'SHA-256', content: subject.sha256 }],
        ...(subject.os ? { properties: [{ name: 'barecount:os', value: subject.os }] } : {}),
      },
    },
    components: components.map(describeComponent),
    dependencies: [
      { ref: root, dependsOn },
      ...components.map((component) => ({ ref: component.purl, dependsOn: component.dependsOn })),
    ],
  }
}

/** What a strict validator of the specification holds against an SBOM; undefined when nothing. */
export async function faultsOfSbom(sbom: object): Promise<string | undefined> {
  const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6)
  const faults = await validator.validate(JSON.stringify(sbom))
  return faults ? JSON.stringify(faults) : undefined
}

function describeComponent(component: Component) {
  return {
    type: 'library',
    'bom-ref': component.purl,
    ...(component.group ? { group: component.group } : {}),
    name: component.name,
    version: component.version,
    purl: component.purl,
    ...(component.hash ? { hashes: [component.hash] } : {}),
    ...(component.licence ? { licenses: [describeLicence(component.licence)] } : {}),
    properties: [
      ...(component.properties ?? []),
      ...component.paths.map((path) => ({ name: pathProperty(component.ecosystem), value: path })),
    ],
  }
}

const pathProperty = (ecosystem: string) => (ecosystem === 'npm' ? 'cdx:npm:package:path' : 'barecount:path')

/** An id or expression only where SPDX knows it: a name otherwise, since an unknown id makes the document invalid. */
function describeLicence(declared: string) {
  if (SPDX.isSupportedSpdxId(declared)) return { license: { id: declared } }
  try {
    parseSpdx(declared)
    return { expression: declared }
  } catch {
    return { license: { name: declared } }
  }
}

/** A UUID of version 5 form. */
function uuidOf(sha256: string): string {
  const bytes = createHash('sha1').update(`barecount:sbom:${sha256}`).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
