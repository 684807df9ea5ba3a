import os from 'node:os'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { Command } from 'commander'
import { apiClient } from '../api-client.ts'
import { CliError, type Context, exitCodes } from '../context.ts'
import { type Login, writeLogin } from '../login-file.ts'

type Options = { email?: string; token?: string; tenant?: string }

/** `barecount login URL`: by e-mail and password, or with a token made under Settings. */
export function registerLogin(program: Command, context: Context): void {
  program
    .command('login')
    .argument('<url>', 'address of the portal, e.g. http://localhost:4400')
    .option(
      '--email <email>',
      'sign in with this e-mail address; the password is read from BARECOUNT_PASSWORD or asked for',
    )
    .option('--token <token>', 'use an API token made under Settings')
    .option('--tenant <slug>', 'the tenant to work in')
    .description('keep a login for the commands that follow')
    .action(async (url: string, options: Options) => {
      if (!URL.canParse(url))
        throw new CliError(`${url} is not an address; give one like http://localhost:4400.`, exitCodes.usage)
      const login: Login = options.token ? { url, token: options.token } : await byPassword(url, options)
      await apiClient(login).get('/whoami')
      const file = writeLogin(login)
      context.print(
        { url, tenant: login.tenant, file },
        () => `Logged in to ${url}${login.tenant ? ` as ${login.tenant}` : ''}.`,
      )
    })
}

async function byPassword(url: string, options: Options) {
  if (!options.email) throw new CliError('Give --email or --token.', exitCodes.usage)
  const password = process.env.BARECOUNT_PASSWORD ?? (await ask(`Password of ${options.email}: `))
  const answer = await apiClient({ url }).post<{ secret: string; tenant: string }>('/session-tokens', {
    email: options.email,
    password,
    tenant: options.tenant,
    device: os.hostname().slice(0, 60),
  })
  return { url, token: answer.secret, tenant: answer.tenant }
}

/** Asks on the terminal without showing what is typed. */
async function ask(question: string): Promise<string> {
  if (!process.stdin.isTTY) throw new CliError('Set BARECOUNT_PASSWORD, or run this in a terminal.', exitCodes.usage)
  process.stderr.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true })
  const answer = await reader.question('')
  reader.close()
  process.stderr.write('\n')
  return answer
}
