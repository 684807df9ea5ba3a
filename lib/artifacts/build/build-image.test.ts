import { execFile, execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { pack } from 'tar-stream'
import { describe, expect, test } from 'vitest'
import { putBlob } from '../blobs.ts'
import { platformHere } from '../oci/choose-platform.ts'
import { exportLayout } from '../oci/export-layout.ts'
import { architecture, readImage } from '../oci/image.ts'
import { walkImage } from '../oci/walk-image.ts'
import { temporaryHome, writeFiles } from '../testing/temp-home.ts'
import { buildImage } from './build-image.ts'
import { noImageSources } from './image-sources.ts'

const home = temporaryHome()
let made = 0

/** Builds a Dockerfile beside these files. */
async function build(
  dockerfile: string,
  files: Record<string, string | Uint8Array> = {},
  prepare?: (folder: string) => void,
) {
  const folder = writeFiles(path.join(home, `context-${made++}`), { Dockerfile: dockerfile, ...files })
  prepare?.(folder)
  const work = fs.mkdtempSync(path.join(home, 'work-'))
  const lines: string[] = []
  const log = (line: string) => lines.push(line)
  const built = await buildImage({ folder, work, sources: noImageSources, findEngine: async () => undefined, log })
  return { ...built, folder, lines, ...(await contentOf(built.digest)) }
}

async function contentOf(digest: string) {
  const files: Record<string, string> = {}
  await walkImage(digest, async ({ path: name, type, mode, target }) => {
    files[name] = target ? `${type} ${target}` : `${type} ${mode.toString(8)}`
  })
  const { config, manifest } = await readImage(digest)
  return { files, settings: config.config, config, layers: manifest.layers.length }
}

const app = { 'app/main.mjs': 'console.log(1)\n', 'app/lib/ünï.json': '{}', 'notes.md': 'not part of it' }

describe('what goes in', () => {
  test('files by COPY, with folders above them, x bits kept and nothing else of the mode', async () => {
    const { files, layers } = await build(
      'FROM scratch\nCOPY app /srv/app\nCOPY bin/tool /bin/',
      { ...app, 'bin/tool': '#!/bin/sh\n' },
      (folder) => {
        fs.chmodSync(path.join(folder, 'bin/tool'), 0o700)
        fs.chmodSync(path.join(folder, 'app/main.mjs'), 0o666)
      },
    )
    expect(files).toEqual({
      srv: 'directory 755',
      'srv/app': 'directory 755',
      'srv/app/lib': 'directory 755',
      'srv/app/lib/ünï.json': 'file 644',
      'srv/app/main.mjs': 'file 644',
      bin: 'directory 755',
      'bin/tool': 'file 755',
    })
    expect(layers).toBe(2)
  })

  test('patterns, several sources, WORKDIR, --chmod and --chown', async () => {
    const { files, settings } = await build(
      'FROM scratch\nARG WHERE=data\nWORKDIR /opt\nWORKDIR $WHERE\nCOPY --chmod=640 --chown=10:20 *.csv a.txt ./',
      { 'x.csv': 'x', 'y.csv': 'y', 'a.txt': 'a', 'sub/z.csv': 'z' },
    )
    expect(Object.keys(files).sort()).toEqual(['opt', 'opt/data', 'opt/data/a.txt', 'opt/data/x.csv', 'opt/data/y.csv'])
    expect(files['opt/data/x.csv']).toBe('file 640')
    expect(settings?.WorkingDir).toBe('/opt/data')
  })

  test('.dockerignore keeps out, and takes back in', async () => {
    const { files } = await build('FROM scratch\nCOPY . /', { ...app, '.dockerignore': '*\n!app\napp/lib\n' })
    expect(Object.keys(files)).toEqual(['app', 'app/main.mjs'])
  })

  test('a link inside the context is kept, and its target is never read through it', async () => {
    const link = (folder: string) => fs.symlinkSync('/etc/passwd', path.join(folder, 'app/link'))
    const { files } = await build('FROM scratch\nCOPY app /app', app, link)
    expect(files['app/link']).toBe('symlink /etc/passwd')
    await expect(build('FROM scratch\nCOPY app/link /x', app, link)).rejects.toThrow(
      'app/link is not in the build context',
    )
  })

  test('settings: variables, labels, ports, commands, health', async () => {
    const { settings } = await build(
      [
        'FROM scratch',
        'ENV A=1 B="two words"',
        'ENV C $A-x',
        'LABEL org.opencontainers.image.title="Prices"',
        'EXPOSE 8080 9000-9001/udp',
        'USER 1000:1000',
        'STOPSIGNAL SIGINT',
        'CMD echo hi',
        'ENTRYPOINT ["/app", "--serve"]',
        'HEALTHCHECK --interval=1m30s --retries=2 CMD ["/app", "--check"]',
      ].join('\n'),
    )
    expect(settings).toEqual({
      Env: ['A=1', 'B=two words', 'C=1-x'],
      Labels: { 'org.opencontainers.image.title': 'Prices' },
      ExposedPorts: { '8080/tcp': {}, '9000/udp': {}, '9001/udp': {} },
      User: '1000:1000',
      StopSignal: 'SIGINT',
      Cmd: ['/bin/sh', '-c', 'echo hi'],
      Entrypoint: ['/app', '--serve'],
      Healthcheck: { Test: ['CMD', '/app', '--check'], Interval: 90e9, Retries: 2 },
    })
  })

  test('stages: only what the last one needs is built', async () => {
    const { files, settings, lines } = await build(
      [
        'FROM scratch AS files',
        'COPY app /out',
        'FROM scratch AS unused',
        'COPY notes.md /',
        'FROM files AS named',
        'ENV FROM_STAGE=1',
        'FROM named',
        'COPY --from=files /out/main.mjs /out/lib/../copied.mjs',
        'COPY --from=0 /out/lib /lib/',
      ].join('\n'),
      app,
    )
    expect(files).toMatchObject({ 'out/copied.mjs': 'file 644', 'lib/ünï.json': 'file 644' })
    expect(settings?.Env).toEqual(['FROM_STAGE=1'])
    expect(lines.join('\n')).not.toContain('notes.md')
  })

  test('ADD unpacks an archive, COPY does not', async () => {
    const tarball = (folder: string) => {
      writeFiles(path.join(folder, 'root'), { 'etc/motd': 'hello', 'bin/sh': '' })
      fs.symlinkSync('bin', path.join(folder, 'root/sbin'))
      fs.linkSync(path.join(folder, 'root/bin/sh'), path.join(folder, 'root/bin/ash'))
      execFileSync('tar', ['czf', 'root.tgz', '-C', 'root', '.'], { cwd: folder })
    }
    const added = await build('FROM scratch\nADD root.tgz /\nCOPY app/main.mjs /sbin/', app, tarball)
    // What goes to a folder that is a link goes where the link leads.
    expect(added.files).toMatchObject({ 'etc/motd': 'file 644', sbin: 'symlink bin', 'bin/main.mjs': 'file 644' })
    expect(Object.values(added.files).filter((each) => each.startsWith('hardlink'))).toHaveLength(1)
    const copied = await build('FROM scratch\nCOPY root.tgz /opt/', {}, tarball)
    expect(copied.files).toEqual({ opt: 'directory 755', 'opt/root.tgz': 'file 644' })
  })
})

test('time zone, locale, umask, file times and a clone elsewhere do not change the digest', async () => {
  const { digest, folder } = await build('FROM scratch\nCOPY . /app\nENTRYPOINT ["/app/main"]', app)
  const script = `
    process.umask(Number(process.env.TEST_UMASK))
    const fs = await import('node:fs')
    const { buildImage } = await import(${JSON.stringify(fileURLToPath(new URL('build-image.ts', import.meta.url)))})
    const { noImageSources } = await import(${JSON.stringify(fileURLToPath(new URL('image-sources.ts', import.meta.url)))})
    const folder = process.env.TEST_FOLDER
    fs.cpSync(${JSON.stringify(folder)}, folder + '/context', { recursive: true })
    fs.mkdirSync(folder + '/work')
    const { digest } = await buildImage({ folder: folder + '/context', work: folder + '/work', sources: noImageSources,
      findEngine: async () => undefined, log() {} })
    console.log(digest, new Date(0).getHours(), process.umask())`
  const elsewhere = async (TZ: string, LC_ALL: string, umask: number) => {
    const place = fs.mkdtempSync(path.join(home, 'clone-'))
    const env = { ...process.env, BARECOUNT_HOME: place, TEST_FOLDER: place, TZ, LC_ALL, TEST_UMASK: String(umask) }
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env })
    return stdout.trim()
  }
  // The second and third words prove that the settings were really in force.
  expect(await elsewhere('Asia/Tokyo', 'tr_TR.UTF-8', 0o077)).toBe(`${digest} 9 63`)
  expect(await elsewhere('America/New_York', 'C', 0o002)).toBe(`${digest} 19 2`)
})

describe('what it begins from', () => {
  const archive = async () => {
    const { digest } = await build('FROM scratch\nCOPY app /base\nENV BASE=1\nCMD ["/base/main.mjs"]', app)
    const file = path.join(home, `base-${made++}.tar`)
    await exportLayout(digest, file)
    return { digest, file }
  }

  test('an OCI layout in the context, as a tarball and as a folder', async () => {
    const base = await archive()
    const copy = (folder: string) => {
      fs.copyFileSync(base.file, path.join(folder, 'base.tar'))
      fs.mkdirSync(path.join(folder, 'base'))
      execFileSync('tar', ['xf', base.file, '-C', path.join(folder, 'base')])
    }
    const ignore = { '.dockerignore': 'base*' }
    const tarball = await build('FROM oci-archive:base.tar\nCOPY notes.md /base/', { ...app, ...ignore }, copy)
    const folder = await build('FROM oci:base\nCOPY notes.md /base/', { ...app, ...ignore }, copy)
    expect(folder.digest).toBe(tarball.digest)
    expect(tarball.files).toMatchObject({ 'base/main.mjs': 'file 644', 'base/notes.md': 'file 644' })
    expect(tarball.settings).toMatchObject({ Env: ['BASE=1'], Cmd: ['/base/main.mjs'] })
    expect(tarball.materials).toEqual([{ uri: 'file:base.tar', digest: { sha256: base.digest.slice(7) } }])
    expect(tarball.config.history?.map(({ created_by }) => created_by)).toEqual([
      'COPY app /base',
      'COPY notes.md /base/',
    ])
  })

  test('one for another platform, one without, and one that lies', async () => {
    const { digest } = await archive()
    const { manifest, config } = await readImage(digest)
    const withConfig = async (changed: object) => {
      const written = await putBlob(Buffer.from(JSON.stringify({ ...config, ...changed })))
      const other = { ...manifest, config: { ...manifest.config, ...written } }
      const { digest: changedDigest } = await putBlob(Buffer.from(JSON.stringify(other)))
      const file = path.join(home, `base-${made++}.tar`)
      await exportLayout(changedDigest, file)
      return file
    }
    const from = (file: string) =>
      build('FROM oci-archive:base.tar', {}, (folder) => fs.copyFileSync(file, path.join(folder, 'base.tar')))
    await expect(from(await withConfig({ architecture: 'riscv64' }))).rejects.toThrow(
      `Dockerfile, line 1: base.tar has no image for ${platformHere}, only for linux/riscv64.`,
    )
    await expect(from(await withConfig({ architecture: '' }))).rejects.toThrow('does not say for which platform')
    const lying = await withConfig({})
    const bytes = fs.readFileSync(lying)
    bytes.write('CONSOLE', bytes.indexOf('console.log'))
    fs.writeFileSync(lying, bytes)
    await expect(from(lying)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('not the bytes of'),
    })
  })

  test.each([
    ['FROM debian:12', /begin with FROM scratch/i],
    ['FROM oci:../elsewhere', /not in the build context/],
    ['FROM oci-archive:Dockerfile', /not a readable tar archive/],
    ['FROM oci:Dockerfile', /is a file/],
    [`FROM --platform=linux/${architecture === 'amd64' ? 'arm64' : 'amd64'} debian`, /asks for/],
    ['FROM --platform=windows/amd64 scratch-like', /asks for windows/],
  ])('%s', async (dockerfile, why) => {
    const refused = await build(dockerfile).catch((error) => error)
    expect(`${refused.message} ${refused.remedy}`).toMatch(why)
    expect(refused.faults).toMatchObject([{ path: 'Dockerfile', line: 1 }])
  })
})

describe('faults name the file, the line and what to do', () => {
  test.each([
    ['COPY nothing /x', 'Dockerfile, line 2: nothing is not in the build context.', /\.dockerignore/],
    ['COPY main.mjs /x', 'Dockerfile, line 2: main.mjs is not in the build context.', /There is app\/main\.mjs/],
    ['COPY ../../etc/passwd /x', 'Dockerfile, line 2: ../../etc/passwd leaves the build context.', /uploaded/],
    ["CMD ['/app']", 'Dockerfile, line 2: The list is not JSON: strings stand between double quotes.', /\["program"/],
    ['CMD ["/app"', /line 2: The list is not JSON/, /Write it as/],
    ['COPY app notes.md /x', 'Dockerfile, line 2: Several sources go to /x, which is no folder.', /\/x\//],
    ['COPY --from=later /a /b', /takes no image from a registry/, /scratch/],
    ['COPY --chown=app app /x', /names an account/, /numbers/],
    ['COPY --chmod=rwx app /x', /not an octal mode/, /755/],
    ['COPY --parents app /x', /--parents is not known/, /--from/],
    ['ADD https://example.com/x /x', /could give another file tomorrow/, /COPY/],
    ['EXPOSE http', /http is not a port/, /./],
    ['ONBUILD COPY . /', /ONBUILD is not part of an OCI image/, /Remove it/],
    ['HEALTHCHECK --interval=soon CMD x', /not a duration/, /30s/],
    ['COPY app/main.mjs /a\nCOPY app /a/b', /line 3: .*\/a is a file/, /./],
    ['RUN make', /line 2: RUN executes something, and there is no container engine here/, /Podman/],
  ])('%s', async (line, message, remedy) => {
    const refused = await build(`FROM scratch\n${line}`, app).catch((error) => error)
    expect(refused.code).toBe('build_failed')
    expect(refused.message).toMatch(message)
    expect(`${refused.remedy}`).toMatch(remedy)
    expect(refused.faults[0].path).toBe('Dockerfile')
  })

  test.each([
    ['../../etc/cron.d/x', 'file', 'its name leaves the folder'],
    ['dev/sda', 'block-device', 'it is a block-device'],
  ] as const)('an archive with %s is refused', async (name, type, reason) => {
    const tar = pack()
    tar.entry({ name, type }, '')
    tar.finalize()
    const refused = build('FROM scratch\nADD x.tar /', { 'x.tar': await buffer(Readable.from(tar)) })
    await expect(refused).rejects.toMatchObject({ code: 'hostile_archive', message: expect.stringContaining(reason) })
  })
})
