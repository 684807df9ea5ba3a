import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'

const driver = path.join(import.meta.dirname, 'job.py')
/** No site packages of the host: the job has the standard library and what it brings. */
const FLAGS = ['-S', '-s', '-B', '-u']

/** Python: a process for each phase and partition. */
export async function openPythonEngine(plan) {
  const { job, folders } = plan
  const work = path.join(folders.tmp, 'work')
  for (const folder of [work, path.join(folders.out, 'parts'), path.join(folders.out, 'result')]) {
    fs.mkdirSync(folder, { recursive: true })
  }

  const run = async (phase, partition) => {
    const request = {
      ...{ phase, partition, partitions: plan.partitions, script: job.script, entry: job.entry, code: folders.code },
      ...{ input: plan.input, data: folders.data, work, output: path.join(folders.out, 'result') },
      file: partition === undefined ? undefined : path.join(folders.out, 'parts', plan.files[partition]),
      files: phase === 'finish' ? plan.files.map((name) => path.join(folders.parts, name)) : [],
    }
    const env = {
      ...process.env,
      PYTHONHASHSEED: '0',
      PYTHONUTF8: '1',
      BC_OUTPUT_DIR: request.output,
      BC_PARTITIONS: String(plan.partitions),
      ...(partition === undefined ? {} : { BC_PARTITION: String(partition) }),
    }
    const child = spawn(plan.python, [...FLAGS, driver], {
      env,
      cwd: work,
      stdio: ['pipe', 'inherit', 'inherit', 'pipe'],
    })
    // It may end before it has read everything; its exit says so.
    child.stdin.on('error', () => undefined)
    child.stdin.end(JSON.stringify(request))
    const [said, [code, signal]] = await Promise.all([
      text(child.stdio[3]),
      new Promise((resolve, reject) => child.once('error', reject).once('close', (...how) => resolve(how))),
    ])
    const answer = said ? JSON.parse(said) : undefined
    if (answer?.error) throw Object.assign(new Error(answer.error.message), { line: answer.error.line })
    if (code !== 0 || !answer) throw new Error(`Python ended ${signal ? `by signal ${signal}` : `with code ${code}`}.`)
    return answer
  }

  const has = (name) => job.functions.includes(name)
  return {
    prepare: async () => (has('prepare') ? run('prepare') : {}),
    partition: (index) => run('partition', index),
    async finish() {
      if (job.functions.length && !has('finish')) return {}
      return run(job.functions.length ? 'finish' : 'whole')
    },
    spilledBytes: () => 0,
    inProcess: false,
  }
}
