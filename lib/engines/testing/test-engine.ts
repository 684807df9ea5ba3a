import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { env, toolEnvironment } from '../../env.ts'
import { openEngine } from '../api-engine.ts'
import type { Engine } from '../engine.ts'
import { forgetEngine } from '../find-engine.ts'
import { findProgram } from '../find-program.ts'
import { podmanSettings } from '../podman-service.ts'

export type TestEngine = { engine: Engine; socket: string; stop(): Promise<void> }

type Kind = Engine['kind']
const packages = { docker: { program: 'dockerd', name: 'docker.io' }, podman: { program: 'podman', name: 'podman' } }

/** Why no test can start an engine of its own here; undefined when one can. */
export function missingEngine(kind: Kind): string | undefined {
  const { program, name } = packages[kind]
  if (!findProgram(program)) return `${program} is not installed (apt-get install ${name})`
  return process.getuid?.() === 0 ? undefined : `only root may start a ${kind} of its own`
}

/**
 * An engine of this test file alone, with its own folder and no network: nothing of the host's is touched. The engine
 * found by `findEngine` is then this one.
 */
export async function startTestEngine(kind: Kind = 'docker'): Promise<TestEngine> {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'bc-e-'))
  const socket = path.join(root, 's')
  const child = kind === 'docker' ? dockerDaemon(root, socket) : podmanService(root, socket)
  const engine = await answering(socket, child)
  env.BARECOUNT_ENGINE = socket
  forgetEngine()
  return {
    engine,
    socket,
    async stop() {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
      // Docker leaves the host's network namespace mounted there, Podman its overlay.
      for (const mount of ['x/netns/default', 'd/overlay']) {
        spawnSync('umount', [path.join(root, mount)], { stdio: 'ignore' })
      }
      fs.rmSync(root, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function dockerDaemon(root: string, socket: string): ChildProcess {
  const places = ['--data-root', path.join(root, 'd'), '--exec-root', path.join(root, 'x'), '-p', path.join(root, 'p')]
  const network = ['--bridge', 'none', '--iptables=false', '--ip6tables=false']
  return daemon('dockerd', ['-H', `unix://${socket}`, ...network, ...places])
}

function podmanService(root: string, socket: string): ChildProcess {
  const places = ['--root', path.join(root, 'd'), '--runroot', path.join(root, 'x')]
  return daemon('podman', [...places, 'system', 'service', '--time=0', `unix://${socket}`], podmanSettings(root))
}

function daemon(name: string, args: string[], settings: Record<string, string> = {}): ChildProcess {
  const program = findProgram(name) as string
  // Ends with this process, however that ends.
  return spawn('setpriv', ['--pdeathsig=TERM', '--', program, ...args], {
    stdio: 'ignore',
    env: { ...toolEnvironment(), ...settings },
  })
}

async function answering(socket: string, child: ChildProcess): Promise<Engine> {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    const engine = await openEngine(socket)
    if (engine) return engine
    if (child.exitCode !== null) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('The test engine did not start.')
}
