import { spawnSync } from 'node:child_process'
import fs from 'node:fs'

/** Programs the tests use that npm cannot bring: command → Debian package. */
const parts = {
  chromium: 'chromium',
  bwrap: 'bubblewrap',
  jq: 'jq',
  // Reads our metrics.
  prometheus: 'prometheus',
  git: 'git',
  openssl: 'openssl',
  unzip: 'unzip',
  // Engines, and what runs containers for Podman where crun will not.
  dockerd: 'docker.io',
  podman: 'podman',
  runc: 'runc',
  // Golden images, and images to run in tests.
  mmdebstrap: 'mmdebstrap',
  busybox: 'busybox-static',
  // Other people's readers and registry for our images.
  skopeo: 'skopeo',
  umoci: 'umoci',
  buildah: 'buildah',
  'docker-registry': 'docker-registry',
}

/**
 * On Debian in CI, as root, installs what is missing. Anywhere else nothing is installed on somebody's machine: tests
 * that need an absent part report themselves as skipped.
 */
export function ensureSystemParts() {
  const missing = Object.entries(parts).filter(([command]) => !present(command))
  if (!missing.length) return
  const names = missing.map(([, name]) => name)
  if (!process.env.CI || process.getuid?.() !== 0 || !fs.existsSync('/usr/bin/apt-get')) {
    console.log(
      `Not installed, so some tests will be skipped: ${names.join(', ')} (on Debian: apt-get install ${names.join(' ')})`,
    )
    return
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' })
  const result = spawnSync('apt-get', ['install', '-y', '-qq', ...names], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (result.status !== 0)
    console.log(`apt-get could not install ${names.join(', ')}; tests that need them will be skipped.`)
}

function present(command) {
  // Debian keeps daemons where only root looks.
  const env = { ...process.env, PATH: `${process.env.PATH}:/usr/local/sbin:/usr/sbin:/sbin` }
  return spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore', env }).status === 0
}
