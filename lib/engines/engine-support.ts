import type { ClassSupport } from '../provisioning/class-support.ts'
import { engineSockets } from './engine-sockets.ts'
import { findEngine } from './find-engine.ts'

const GET_ONE = 'Install one on the machine of the worker: apt install docker.io, or apt install podman.'

/** Whether this host can run containers, and how to get there if not. */
export async function engineSupport(platform: NodeJS.Platform = process.platform): Promise<ClassSupport> {
  if (platform !== 'linux') {
    return {
      available: false,
      reason: 'Containers reach the portal through sockets in mounted folders, which only Linux passes into them.',
      remedy: 'Run the worker on Linux, e.g. in a virtual machine, with docker.io or podman.',
    }
  }
  if (engineSockets().choice === 'none') {
    return {
      available: false,
      reason: 'Container engines are switched off on the worker.',
      remedy: 'Remove BARECOUNT_ENGINE=none from its environment and restart it.',
    }
  }
  const engine = await findEngine()
  if (!engine) return { available: false, reason: 'No container engine answers on this host.', remedy: GET_ONE }
  const name = engine.kind === 'docker' ? 'Docker' : 'Podman'
  return { available: true, detail: `${name} ${engine.version}${engine.rootless ? ', rootless' : ''}.` }
}
