import { execFile, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { api, baseUrl, expect, home, password, people, tokenOf } from './fixtures.ts'

const run = promisify(execFile)

/** The portal's database as its owner, for tests that look behind the scenes. */
export function ownerUrl(): string {
  const { password: secret, port } = JSON.parse(fs.readFileSync(path.join(home, 'database', 'secret.json'), 'utf8'))
  return `postgresql://postgres:${secret}@127.0.0.1:${port}/barecount`
}

/** Asks the portal's database as its owner; while the server is starting again, until it answers. */
export async function withOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  let last: unknown
  // The server may be starting again at this moment.
  for (let tries = 0; tries < 100; tries++) {
    const client = new pg.Client({ connectionString: ownerUrl() })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return await work(client)
    } catch (error) {
      last = error
      await new Promise((resolve) => setTimeout(resolve, 200))
    } finally {
      await client.end().catch(() => undefined)
    }
  }
  throw last
}

/** The process ids of a part of the portal, found below the supervisor that wrote its pid into the home. */
export function pidOf(part: 'web' | 'worker' | 'database'): number {
  if (part === 'database') {
    const file = path.join(home, 'database', 'data', 'postmaster.pid')
    return Number(fs.readFileSync(file, 'utf8').split('\n')[0])
  }
  const supervisor = fs.readFileSync(path.join(home, 'up.pid'), 'utf8')
  const children = spawnSync('ps', ['-o', 'pid=,args=', '--ppid', supervisor], { encoding: 'utf8' }).stdout.split('\n')
  const line = children.find((text) => (part === 'worker' ? /lib\/worker\/main\.ts/ : /next/).test(text))
  if (!line) throw new Error(`No ${part} runs below process ${supervisor}.`)
  return Number(line.trim().split(/\s+/)[0])
}

export type CliResult = { code: number; stdout: string; stderr: string }

/** Runs `barecount` as a person would, with a login of its own under the home. */
export async function barecount(who: keyof typeof people, ...args: string[]): Promise<CliResult> {
  const env = { ...process.env, XDG_CONFIG_HOME: path.join(home, `cli-${who}`), BARECOUNT_PASSWORD: password() }
  const command = (words: string[]) =>
    run(process.execPath, ['cli/barecount.mjs', ...words], { env, maxBuffer: 64 * 1024 * 1024 }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    )
  if (!fs.existsSync(path.join(env.XDG_CONFIG_HOME, 'barecount', 'login.json')) && args[0] !== 'login') {
    const login = await command(['login', baseUrl, '--email', people[who]])
    if (login.code !== 0) return login
  }
  const { code, stdout, stderr } = await command(args)
  return { code, stdout, stderr }
}

type Verdict = { policy?: { findings: { id: string; reason: string; remedy: string }[] } }

/** Why this machine cannot run a manifest's class, as everybody is told before submitting; undefined when it can. */
export async function classLack(manifest: string): Promise<string | undefined> {
  const text = fs.readFileSync(manifest, 'utf8')
  const body = JSON.stringify({ text, environment: 'dev' })
  const { body: verdict } = await api<Verdict>(await tokenOf('ada'), '/manifests/validate', { method: 'POST', body })
  const finding = verdict.policy?.findings.find(({ id }) => id === 'class.unavailable')
  return finding && `${finding.reason} ${finding.remedy}`
}

type Approvals = { approvals: { id: string; summary: string; deploymentId: string }[] }

/** Deploys what needs an approval to dev: Ada asks, Grace approves, and it goes on by itself. */
export async function deployApproved(manifest: string, name: string): Promise<void> {
  const waiting = await barecount('ada', 'deploy', manifest, '--env', 'dev', '--wait')
  expect(waiting.code, waiting.stdout + waiting.stderr).toBe(3)
  const { approvals } = JSON.parse((await barecount('grace', 'approval', 'list', '--json')).stdout) as Approvals
  const mine = approvals.find(({ summary }) => summary.includes(name))
  expect(mine, JSON.stringify(approvals)).toBeDefined()
  const { id = '', deploymentId = '' } = mine ?? {}
  await barecount('grace', 'approval', 'approve', id, '--comment', 'It is needed.')
  const token = await tokenOf('ada')
  await expect
    .poll(async () => (await api<{ status: string }>(token, `/deployments/${deploymentId}`)).body.status, {
      timeout: 240_000,
    })
    .toBe('succeeded')
}
