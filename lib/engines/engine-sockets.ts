import { env } from '../env.ts'

type Settings = Partial<Record<'BARECOUNT_ENGINE' | 'DOCKER_HOST' | 'XDG_RUNTIME_DIR' | 'HOME', string | undefined>>

/** Where to ask for an engine, the most explicit first. */
export type EngineSockets = {
  sockets: string[]
  /** By the setting: none at all, only the one named, or whatever there is. */
  choice: 'none' | 'named' | 'any'
}

/**
 * The Unix sockets on which an engine may answer: the setting if there is one, then what Docker's own tools would use,
 * then the usual places of Docker and Podman, a person's own before the host's. Pure.
 * A `DOCKER_HOST` on another machine is passed over: folders of this host could not be mounted there.
 */
export function engineSockets(settings: Settings = env, uid = process.getuid?.()): EngineSockets {
  const { BARECOUNT_ENGINE: chosen, DOCKER_HOST: host, XDG_RUNTIME_DIR: runtime, HOME: home } = settings
  if (chosen === 'none') return { sockets: [], choice: 'none' }
  if (chosen) return { sockets: [chosen.replace(/^unix:\/\//, '')], choice: 'named' }
  const own = runtime ?? (uid ? `/run/user/${uid}` : undefined)
  const sockets = [
    ...(host?.startsWith('unix://') ? [host.slice('unix://'.length)] : []),
    ...(own ? [`${own}/docker.sock`, `${own}/podman/podman.sock`] : []),
    ...(home ? [`${home}/.docker/run/docker.sock`] : []),
    '/var/run/docker.sock',
    '/run/podman/podman.sock',
  ]
  return { sockets: [...new Set(sockets)], choice: 'any' }
}
