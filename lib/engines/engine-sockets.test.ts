import { expect, test } from 'vitest'
import { engineSockets } from './engine-sockets.ts'

test.each([
  ['the setting alone, when there is one', { BARECOUNT_ENGINE: '/x/s', DOCKER_HOST: 'unix:///y' }, ['/x/s']],
  ['the setting as a URL', { BARECOUNT_ENGINE: 'unix:///x/s' }, ['/x/s']],
  [
    'what Docker’s tools use, then one’s own, then the host’s',
    { DOCKER_HOST: 'unix:///y', XDG_RUNTIME_DIR: '/run/user/7', HOME: '/home/a' },
    [
      '/y',
      '/run/user/7/docker.sock',
      '/run/user/7/podman/podman.sock',
      '/home/a/.docker/run/docker.sock',
      '/var/run/docker.sock',
      '/run/podman/podman.sock',
    ],
  ],
  [
    'never an engine on another machine',
    { DOCKER_HOST: 'tcp://far:2375' },
    ['/var/run/docker.sock', '/run/podman/podman.sock'],
  ],
])('%s', (_name, settings, sockets) => {
  expect(engineSockets(settings, 0).sockets).toEqual(sockets)
})

test('a user without the variable has the usual place', () => {
  expect(engineSockets({}, 1000).sockets[0]).toBe('/run/user/1000/docker.sock')
})

test('only where none is named, one may be started', () => {
  expect([engineSockets({}, 0).choice, engineSockets({ BARECOUNT_ENGINE: '/x' }).choice]).toEqual(['any', 'named'])
})

test('none means none', () => {
  expect(engineSockets({ BARECOUNT_ENGINE: 'none' })).toEqual({ sockets: [], choice: 'none' })
})
