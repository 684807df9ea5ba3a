import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { freePort } from '../../free-port.ts'

export type RealRegistry = { host: string; stop(): Promise<void> }

/** Debian's docker-registry on loopback, its storage below `folder`. Ready when this resolves. */
export async function startDockerRegistry(folder: string): Promise<RealRegistry> {
  const port = await freePort()
  const config = path.join(folder, 'registry.yml')
  const storage = path.join(folder, 'registry')
  fs.writeFileSync(
    config,
    `version: 0.1\nlog: { level: error }\nstorage: { filesystem: { rootdirectory: ${storage} } }\nhttp: { addr: 127.0.0.1:${port} }\n`,
  )
  const said = fs.openSync(path.join(folder, 'registry.log'), 'w')
  const child = spawn('docker-registry', ['serve', config], { stdio: ['ignore', said, said] })
  const host = `127.0.0.1:${port}`
  await answering(child, `http://${host}/v2/`)
  return {
    host,
    async stop() {
      const ended = once(child, 'exit')
      child.kill()
      await ended
    },
  }
}

async function answering(child: ChildProcess, url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) throw new Error(`docker-registry ended with ${child.exitCode}`)
    const up = await fetch(url).then(
      (response) => response.ok,
      () => false,
    )
    if (up) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('docker-registry does not answer')
}
