import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { env } from '#lib/env.ts'
import { findPython } from '#lib/etl/find-python.ts'
import { readOutput } from '../run-output.ts'
import { openEtlHost } from './etl-host.ts'
import { jobRunner, pythonJob } from './testing/job-fixture.ts'

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'bc-etlpy-'))
fs.chmodSync(home, 0o755)
env.BARECOUNT_HOME = home
const host = openEtlHost()
const hosted = jobRunner(host)
afterAll(async () => {
  await host.stop()
  fs.rmSync(home, { recursive: true, force: true })
})

const python = await findPython()
if (!python) console.warn('Skipped: this host has no python3.')

const wordCount = `import csv, json, os
from lib.words import clean

def prepare(job):
    with open(os.path.join(job.data, "words.csv"), newline="") as file:
        rows = [row for row in csv.DictReader(file)]
    with open(os.path.join(job.work, "rows.json"), "w") as file:
        json.dump(rows, file)

def partition(job):
    assert os.environ["BC_PARTITION"] == str(job.partition)
    for row in json.load(open(os.path.join(job.work, "rows.json"))):
        if job.in_partition(row["word"]):
            print("counting", row["word"])
            yield {"word": clean(row["word"]), "count": int(row["count"])}

def finish(job):
    rows = sorted(job.rows(), key=lambda row: row["word"])
    with open(os.path.join(job.output, "all.json"), "w") as file:
        json.dump(rows, file)
    return {"total": sum(row["count"] for row in rows) * job.input["times"]}
`
const files = {
  'main.py': wordCount,
  'lib/words.py': 'def clean(word):\n    return word.lower()\n',
  'data/words.csv': 'word,count\nApple,1\nPear,2\nFig,3\nPlum,4\n',
}

describe.runIf(python)('a Python job', () => {
  test('has a function for each phase, and its partitions run in processes of their own', async () => {
    const { run, spec } = await hosted(files, { partitions: 3 }, pythonJob)
    const done = await run({ times: 10 }, { token: 'words' })
    expect(done).toMatchObject({ outcome: 'succeeded', answer: { total: 100 } })
    expect(done.outputFiles).toEqual(['all.json', ...[0, 1, 2].map((index) => `partitions/part-0000${index}.jsonl`)])
    expect(done.metrics).toMatchObject({ partitions: 3, done: 3, rows: 4 })
    expect(done.log).toContain('counting Plum')
    const rows = JSON.parse(readOutput(spec, 'words', 'all.json').toString())
    expect(rows.map(({ word }: { word: string }) => word)).toEqual(['apple', 'fig', 'pear', 'plum'])
  })

  test('without such functions is run whole', async () => {
    const script = `import os
open(os.path.join(os.environ["BC_OUTPUT_DIR"], "note.txt"), "w").write("hi")
result = {"secret": os.environ["KEY"], "name": __name__}
`
    const { run } = await hosted(script, {}, pythonJob)
    const done = await run({}, { secrets: { KEY: 'k' } })
    expect(done).toMatchObject({ answer: { secret: 'k', name: '__main__' }, outputFiles: ['note.txt'] })
  })

  test('that fails names the partition, the line and what was raised', async () => {
    const script =
      'def partition(job):\n    if job.partition == 1:\n        raise ValueError("no ones")\n    return []\n'
    const { run } = await hosted(script, { partitions: 3 }, pythonJob)
    const failed = await run()
    expect(failed).toMatchObject({ outcome: 'failed', cause: 'user_error', metrics: { done: 2, failed: 1 } })
    expect(failed.reason).toBe('1 of 3 partitions failed. Partition 1: main.py line 3: ValueError: no ones')
    expect(failed.log).toContain('Traceback')
  })

  test.each([
    ['exits', 'import os\nos._exit(3)\n', 'user_error', 'Python ended with code 3'],
    ['answers what is not JSON', 'result = {1, 2}\n', 'user_error', 'TypeError: Object of type set'],
    ['imports what is not there', 'import requests\n', 'user_error', 'main.py line 1: ModuleNotFoundError'],
    [
      'reaches out',
      'import urllib.request as u\nu.urlopen("http://192.0.2.1", timeout=2)\n',
      'user_error',
      'Network is unreachable',
    ],
    [
      'takes too much memory',
      'x = bytearray(1 << 30)\nx[::4096] = b"1" * (1 << 18)\nimport time\ntime.sleep(20)\n',
      'out_of_memory',
      'used more than its 512 MiB',
    ],
  ])('that %s says so', async (_name, script, cause, reason) => {
    const { run } = await hosted(script, { memoryMib: 512 }, pythonJob)
    expect(await run()).toMatchObject({ outcome: 'failed', cause, reason: expect.stringContaining(reason) })
  })

  test('in a notebook is told by cell', async () => {
    const notebook = JSON.stringify({
      nbformat: 4,
      nbformat_minor: 5,
      metadata: { kernelspec: { name: 'python3', language: 'python' } },
      cells: [
        { cell_type: 'markdown', metadata: {}, source: ['# Words'] },
        { cell_type: 'code', metadata: {}, outputs: [], execution_count: 1, source: ['import math\n', 'x = 1'] },
        { cell_type: 'code', metadata: {}, outputs: [], execution_count: 2, source: ['\n', 'result = x / 0'] },
      ],
    })
    const declared = { engine: 'notebook' as const, entry: 'job.ipynb' }
    const { run } = await hosted(notebook, {}, declared)
    expect((await run()).reason).toBe('job.ipynb cell 3, line 2: ZeroDivisionError: division by zero')
  })
})
