import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { zipSync } from 'fflate'
import { importAdvisories } from '#lib/advisories/import-advisories.ts'
import { writeOsvZip } from '#lib/advisories/testing/osv-zip-file.ts'
import { putBlob } from '#lib/artifacts/blobs.ts'
import { writeImage } from '#lib/artifacts/oci/image.ts'
import { mediaTypes } from '#lib/artifacts/oci/schema.ts'
import { type LayerEntry, writeLayer } from '#lib/artifacts/oci/write-layer.ts'
import { scanArtifact } from '#lib/artifacts/scan/scan-artifact.ts'
import { makeActor } from '#lib/auth/actor.ts'
import { unsafeDb } from '#lib/db/client.ts'
import { homePath } from '#lib/env.ts'
import { newId } from '#lib/ids.ts'

// Import of a large export, then scans of a lockfile, a root file system and a large image with that data in place.
// What must stay small in memory runs in a process of its own, whose highest use is a figure.

const RECORDS = 200_000
const PACKAGES = 200
const SYSTEM_PACKAGES = 100
const IMAGE_LAYERS = 5
const LAYER_FILES = 4
const LARGE_FILE_BYTES = 256 * 1024 ** 2
const SMALL_FILES = 4000
const REPEATS = 10

const [part, argument = ''] = process.argv.slice(2)
if (part === 'import') await importPart(argument)
else if (part === 'image') await imagePart(argument)
else await everything()
process.exit()

async function everything(): Promise<void> {
  const lock = JSON.parse(fs.readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, object> }
  const chosen = Object.entries(lock.packages).slice(0, PACKAGES + 1)
  const names = chosen.map(([where]) => where.slice(where.lastIndexOf('node_modules/') + 'node_modules/'.length))
  const file = homePath('export.zip')
  await writeOsvZip(file, records(names))
  inOwnProcess('import', file)
  const project = { lockfileVersion: 3, packages: Object.fromEntries(chosen) }
  await figureOfScans(
    `lockfile of ${PACKAGES} packages`,
    'function_zip',
    await zipped({ 'package-lock.json': project }),
  )
  await figureOfScans(
    `root file system of ${SYSTEM_PACKAGES} packages`,
    'golden_image',
    await image([rootFileSystem()]),
  )
  inOwnProcess('image', await image(largeLayers()))
}

async function importPart(file: string): Promise<void> {
  const tenant = { id: newId('tenant'), slug: 'bench', name: 'Bench' }
  await unsafeDb.tenant.create({ data: tenant })
  const who = { kind: 'user', userId: newId('user'), label: 'bench', roles: [], platformAdmin: true } as const
  const actor = makeActor({ ...who, tenantId: tenant.id, tenantSlug: tenant.slug })
  const peakMib = watchMemory()
  const ms = await took(() => importAdvisories(actor, { source: 'bench', file, completeFor: ['npm', 'Debian'] }))
  single(`import of ${RECORDS.toLocaleString('en-US')} OSV records`, RECORDS, ms / 1000, 's')
  single('import, highest memory', RECORDS, peakMib(), 'MiB')
}

async function imagePart(digest: string): Promise<void> {
  const gib = (IMAGE_LAYERS * LAYER_FILES * LARGE_FILE_BYTES) / 1024 ** 3
  const peakMib = watchMemory()
  const ms = await took(() => scanArtifact({ digest, kind: 'image', name: 'large', log: () => undefined }))
  single(`image of ${gib} GiB`, IMAGE_LAYERS * SMALL_FILES, ms / 1000, 's')
  single('image, highest memory', IMAGE_LAYERS * SMALL_FILES, peakMib(), 'MiB')
}

function inOwnProcess(name: string, given: string): void {
  const child = spawnSync(process.execPath, ['bench/scan.ts', name, given], { stdio: ['ignore', 'inherit', 'inherit'] })
  if (child.status !== 0) throw new Error(`bench scan ${name} failed`)
}

/** As an export has them: most are of packages that nobody here uses. */
function* records(names: readonly string[]) {
  for (let n = 0; n < RECORDS; n += 1) {
    const debian = n % 5 === 0
    const name = n % 100 < 2 ? (names[n % names.length] as string) : `package-${n % 40_000}`
    const fixed = { fixed: `0.${n % 100}.0` }
    const ranges = [{ type: debian ? 'ECOSYSTEM' : 'SEMVER', events: [{ introduced: '0' }, fixed] }]
    yield {
      id: `BENCH-${n}`,
      modified: '2026-11-01T00:00:00Z',
      aliases: [`CVE-2026-${n}`],
      summary: `Advisory ${n} about ${name || 'a package'}`,
      details: 'What happens, to whom, since when, and what to do about it until there is a new version. '.repeat(6),
      severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
      references: [{ type: 'WEB', url: `https://advisories.test/${n}` }],
      affected: [
        {
          package: {
            ecosystem: debian ? 'Debian:12' : 'npm',
            name: debian ? `source-${n % SYSTEM_PACKAGES}` : name || 'x',
          },
          ranges,
        },
      ],
    }
  }
}

async function zipped(files: Record<string, object>): Promise<string> {
  const entries = Object.entries(files).map(([name, content]) => [name, Buffer.from(JSON.stringify(content))])
  return (await putBlob(zipSync(Object.fromEntries(entries)))).digest
}

async function image(layers: Iterable<LayerEntry[]>): Promise<string> {
  const written = []
  for (const entries of layers) {
    const { digest, size } = await writeLayer(entries)
    written.push({ descriptor: { mediaType: mediaTypes.layer, digest, size }, diffId: digest, createdBy: 'bench' })
  }
  return (await writeImage(written, {})).digest
}

function textFile(name: string, content: string): LayerEntry {
  return { type: 'file', path: name, mode: 0o644, content: Buffer.from(content) }
}

/** A Debian system: the package database, file lists, copyright files, and the packages' own files. */
function rootFileSystem(): LayerEntry[] {
  const numbers = Array.from({ length: SYSTEM_PACKAGES }, (_, n) => n)
  const status = numbers.map(
    (n) =>
      `Package: package-${n}\nStatus: install ok installed\nArchitecture: amd64\nSource: source-${n}\nVersion: 1.${n}-1\n${n ? `Depends: package-${n - 1}\n` : ''}`,
  )
  const owned = (n: number) => Array.from({ length: 30 }, (_, k) => `usr/share/package-${n}/file-${k}.txt`)
  return [
    textFile('etc/os-release', 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n'),
    textFile('var/lib/dpkg/status', status.join('\n')),
    ...numbers.flatMap((n) => [
      textFile(
        `var/lib/dpkg/info/package-${n}.list`,
        owned(n)
          .map((name) => `/${name}\n`)
          .join(''),
      ),
      textFile(
        `usr/share/doc/package-${n}/copyright`,
        'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nLicense: GPL-2+\n',
      ),
      ...owned(n).map((name) => textFile(name, 'A line of text that is read.\n'.repeat(200))),
    ]),
  ]
}

/** Layers of a few files that are large and many that are small, made as they are written. */
function* largeLayers(): Generator<LayerEntry[]> {
  const file = homePath('large')
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, '')
  for (let written = 0; written < LARGE_FILE_BYTES; written += 1024 ** 2)
    fs.appendFileSync(file, randomBytes(1024 ** 2))
  for (let layer = 0; layer < IMAGE_LAYERS; layer += 1) {
    const large = Array.from({ length: LAYER_FILES }, (_, n) => `opt/large-${layer}-${n}`)
    const small = Array.from({ length: SMALL_FILES }, (_, n) => `srv/${layer}/text-${n}.js`)
    yield [
      ...(layer ? [] : rootFileSystem()),
      ...large.map(
        (name): LayerEntry => ({ type: 'file', path: name, mode: 0o644, content: { file, size: LARGE_FILE_BYTES } }),
      ),
      ...small.map((name) => textFile(name, `export const name = '${name}'\n`.repeat(20))),
    ]
  }
}

async function figureOfScans(name: string, kind: 'function_zip' | 'golden_image', digest: string): Promise<void> {
  const times: number[] = []
  for (let n = 0; n < REPEATS; n += 1) {
    times.push(await took(() => scanArtifact({ digest, kind, name: 'bench', log: () => undefined })))
  }
  const sorted = times.sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0
  console.log(JSON.stringify({ name, p50: at(0.5), p95: at(0.95), n: REPEATS, unit: 'ms' }))
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** The highest memory of this process, looked at ten times a second: the system's own figure counts the parent's too. */
function watchMemory(): () => number {
  let highest = 0
  const look = () => {
    highest = Math.max(highest, process.memoryUsage.rss())
  }
  const timer = setInterval(look, 100)
  return () => {
    clearInterval(timer)
    look()
    return highest / 1024 ** 2
  }
}

function single(name: string, n: number, value: number, unit: string): void {
  console.log(JSON.stringify({ name, n, value, unit }))
}
