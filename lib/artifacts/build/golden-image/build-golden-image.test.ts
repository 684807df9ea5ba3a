import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { findProgram } from '#lib/engines/find-program.ts'
import { putBlob } from '../../blobs.ts'
import { readImage, writeImage } from '../../oci/image.ts'
import { walkImage } from '../../oci/walk-image.ts'
import type { LayerEntry } from '../../oci/write-layer.ts'
import { temporaryHome, writeFiles } from '../../testing/temp-home.ts'
import { functionZip, listFunctionFiles } from '../function-zip.ts'
import { layerOf } from './agent-layer.ts'
import { buildGoldenImage } from './build-golden-image.ts'
import { parseStatus } from './installed-packages.ts'

const home = temporaryHome()
const cannot = !findProgram('mmdebstrap')
  ? 'mmdebstrap is not installed (apt-get install mmdebstrap)'
  : process.getuid?.() !== 0
    ? 'only root makes a root without further set-up'
    : undefined

type Runner = Parameters<typeof buildGoldenImage>[1]
const runner = (golden: Partial<Runner['golden_image']>, more: Partial<Runner> = {}): Runner =>
  ({
    class: 'dedicated_compute',
    golden_image: { base: 'debian:bookworm', source: './host', entry: 'run', drivers: [], ...golden },
    ...more,
  }) as Runner

const lines: string[] = []
async function build(declared: Runner, files: Record<string, string> = { 'host/run': '#!/bin/sh\necho {}\n' }) {
  const folder = writeFiles(fs.mkdtempSync(path.join(home, 'src-')), files)
  const { digest } = await putBlob(functionZip(await listFunctionFiles(folder)))
  const source = { digest, kind: 'zip' as const }
  return buildGoldenImage({ tenantId: 'ten', runner: declared, source, log: (line) => void lines.push(line) }, declared)
}

async function filesOf(digest: string): Promise<Map<string, number>> {
  const seen = new Map<string, number>()
  await walkImage(digest, async ({ path: name, mode }) => void seen.set(name, mode))
  return seen
}

const status = (...packages: [string, string][]) =>
  packages
    .map(
      ([name, version]) => `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: ${version}\n`,
    )
    .join('\n')

/** An exported base with these packages, as a folder of the source. */
async function exportedBase(entries: LayerEntry[]): Promise<Record<string, string>> {
  const { digest } = await writeImage([await layerOf(entries, 'test')], {})
  const { manifest } = await readImage(digest)
  const files: Record<string, string> = {}
  const keep = (one: string) => {
    const hex = one.slice(7)
    files[`base/blobs/sha256/${hex}`] = fs.readFileSync(
      path.join(home, 'blobs', 'sha256', hex.slice(0, 2), hex),
      'utf8',
    )
  }
  for (const one of [digest, manifest.config.digest, ...manifest.layers.map((layer) => layer.digest)]) keep(one)
  const size = Buffer.byteLength(files[`base/blobs/sha256/${digest.slice(7)}`] ?? '')
  const entry = { mediaType: manifest.mediaType, digest, size }
  files['base/index.json'] = JSON.stringify({ schemaVersion: 2, manifests: [entry] })
  files['base/oci-layout'] = '{"imageLayoutVersion":"1.0.0"}'
  return files
}

const file = (name: string, content: string): LayerEntry => ({
  type: 'file',
  path: name,
  mode: 0o644,
  content: Buffer.from(content),
})
const gnu = file('usr/lib/x86_64-linux-gnu/libstdc++.so.6', 'library')

test('a base of one’s own gets agent and source on top, and must have the drivers at their versions', async () => {
  const base = await exportedBase([gnu, file('var/lib/dpkg/status', status(['sqlite3', '3.40.1-2']))])
  const files = { ...base, 'host/run': 'x', 'host/up.sh': 'x', 'host/data.csv': 'x' }
  const declared = runner({
    base: 'oci:base',
    bootstrap: './up.sh',
    drivers: [{ name: 'sqlite3', version: '3.40.1-2' }],
  })
  const built = await build(declared, files)
  const modes = await filesOf(built.digest)
  expect(modes.get('opt/barecount/agent.mjs')).toBe(0o644)
  expect([modes.get('opt/runner/run'), modes.get('opt/runner/up.sh'), modes.get('opt/runner/data.csv')]).toEqual([
    0o755, 0o755, 0o644,
  ])
  expect((await build(declared, files)).digest).toBe(built.digest)
  const other = runner({ base: 'oci:base', drivers: [{ name: 'sqlite3', version: '9' }] })
  await expect(build(other, files)).rejects.toMatchObject({
    code: 'build_failed',
    message: 'The base base has sqlite3 3.40.1-2, not 9.',
  })
})

test.each([
  ['a base without the C++ library', 'oci:base', [], /no libstdc\+\+/],
  ['a base that is not there', 'oci:missing', [gnu], /no missing/],
  ['a base that climbs out', 'oci:../../etc', [gnu], /no \.\.\/\.\.\/etc/],
  ['a base of another kind', 'ubuntu:24.04', [gnu], /cannot begin from "ubuntu:24.04"/],
] as const)('%s is refused', async (_name, base, entries, message) => {
  const files = await exportedBase([file('etc/x', 'x'), ...entries])
  await expect(build(runner({ base }), { ...files, 'host/run': 'x' })).rejects.toMatchObject({
    code: 'build_failed',
    message: expect.stringMatching(message),
  })
})

test('a script that the manifest names and the source has not is named', async () => {
  const files = { ...(await exportedBase([gnu])), 'host/run': 'x' }
  const declared = runner({ base: 'oci:base' }, { lifecycle: { on_launch: 'hooks/up.sh' } })
  await expect(build(declared, files)).rejects.toThrow(
    'The source has no hooks/up.sh, which runner.lifecycle.on_launch names.',
  )
})

test('only what is installed counts', () => {
  const removed = 'Package: gone\nStatus: deinstall ok config-files\nArchitecture: amd64\nVersion: 1\n'
  expect(parseStatus(`${status(['b', '2'], ['a', '1:1'])}\n${removed}`)).toEqual([
    { name: 'a', version: '1:1', architecture: 'amd64' },
    { name: 'b', version: '2', architecture: 'amd64' },
  ])
})

describe.skipIf(cannot)(`a Debian root${cannot ? ` (${cannot})` : ''}`, () => {
  test('a version that does not exist is refused with those that do; with one of them it builds, twice the same', async () => {
    const wrong = runner({ drivers: [{ name: 'sqlite3', version: '0.1' }] })
    const refusal = await build(wrong).catch((error: Error & { remedy: string }) => error)
    expect(refusal).toMatchObject({ code: 'build_failed', message: 'Debian bookworm has no sqlite3 0.1.' })
    const version = /It has ([^,:]+)/.exec((refusal as { remedy: string }).remedy)?.[1] ?? ''
    expect(version).toMatch(/^3\./)
    const declared = runner({ drivers: [{ name: 'sqlite3', version }] })
    const built = await build(declared)
    const driver = built.materials.find(({ uri }) => uri.startsWith('pkg:deb/debian/sqlite3@'))
    expect(driver).toMatchObject({
      uri: expect.stringContaining(encodeURIComponent(version)),
      digest: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    })
    const files = await filesOf(built.digest)
    expect([files.has('usr/bin/sqlite3'), files.has('usr/share/doc/sqlite3/copyright')]).toEqual([true, true])
    expect([...files.keys()].filter((name) => /aux-cache|\/man1\/|status-old|\.deb$/.test(name))).toEqual([])
    expect((await build(declared)).digest).toBe(built.digest)
  }, 600_000)
})
