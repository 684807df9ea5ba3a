import fs from 'node:fs'
import type { Command } from 'commander'
import { CliError, type Context, exitCodes } from '../context.ts'
import { pageLines } from '../page-lines.ts'

type Topic = { id: string; name: string; nextOffset: string; environment: { name: string } }
type Read = Topic & { readers: { runner: { name: string }; nextOffset: string; behind: number }[] }
type Published = { messages: { offset: string; published: boolean }[] }
type Publish = { env: string; key?: string; file?: string; lines?: boolean }

/** `barecount topic list|show|create|publish`. */
export function registerTopicCommands(program: Command, context: Context): void {
  const topic = program.command('topic').description('messages that start runs')
  topic
    .command('list')
    .option('--env <name>', 'only this environment')
    .option('--cursor <cursor>', '`next` of the page before')
    .description('topics, newest first')
    .action(async ({ env, cursor }: { env?: string; cursor?: string }) => {
      const page = await context.api().get<{ topics: Topic[]; next?: string }>('/topics', { environment: env, cursor })
      context.print(page, ({ topics, next }) => pageLines(topics.map(line), next, 'No topic yet.'))
    })
  topic
    .command('show')
    .argument('<topic>', 'id, or name with --env')
    .option('--env <name>', 'environment, when a name is given')
    .description('a topic, who reads it and how far behind')
    .action(async (name: string, { env }: { env?: string }) => {
      const row = await context.api().get<Read>(`/topics/${await topicId(context, name, env)}`)
      context.print(row, ({ readers, ...rest }) => [line(rest), ...readers.map(readerLine)].join('\n'))
    })
  topic
    .command('create')
    .argument('<name>')
    .requiredOption('--env <name>', 'environment')
    .description('make a topic; a manifest that names one makes it too')
    .action(async (name: string, { env }: { env: string }) => {
      context.print(await context.api().post<{ id: string }>('/topics', { name, environment: env }), ({ id }) => id)
    })
  topic
    .command('publish')
    .argument('<topic>', 'id, or name with --env')
    .option('--env <name>', 'environment, when a name is given')
    .option('--key <key>', 'the same key is published once')
    .option('--file <file>', 'JSON file; standard input when left out')
    .option('--lines', 'a message a line, up to 1,000')
    .description('put messages at the end of a topic')
    .action(async (name: string, { env, key, file, lines }: Publish) => {
      const id = await topicId(context, name, env)
      const messages = read(file, lines ?? false).map((payload) => ({ payload, key }))
      const answer = await context.api().post<Published>(`/topics/${id}/messages`, { messages })
      context.print(answer, (said) => said.messages.map(messageLine).join('\n'))
    })
}

async function topicId(context: Context, name: string, env: string | undefined): Promise<string> {
  if (name.startsWith('top_')) return name
  if (!env) throw new CliError('Say in which environment: --env dev.', exitCodes.usage)
  const { topics } = await context.api().get<{ topics: Topic[] }>('/topics', { name, environment: env })
  const [found] = topics
  if (!found) throw new CliError(`There is no topic ${name} in ${env}; barecount topic create ${name} --env ${env}.`)
  return found.id
}

function read(file: string | undefined, lines: boolean): unknown[] {
  try {
    const text = fs.readFileSync(file === undefined || file === '-' ? 0 : file, 'utf8')
    const parts = lines ? text.split('\n').filter((line) => line.trim() !== '') : [text]
    return parts.map((part) => JSON.parse(part) as unknown)
  } catch (error) {
    throw new CliError(`${file ?? 'Standard input'} is not readable JSON: ${(error as Error).message}`, exitCodes.usage)
  }
}

const line = ({ id, name, environment, nextOffset }: Topic): string =>
  `${id}  ${name}@${environment.name}  ${nextOffset} messages so far`
const readerLine = ({ runner, nextOffset, behind }: Read['readers'][number]): string =>
  `  ${runner.name} reads on from ${nextOffset}, ${behind} behind`
const messageLine = ({ offset, published }: Published['messages'][number]): string =>
  published ? offset : `${offset} (was there)`
