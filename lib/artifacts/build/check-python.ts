import { z } from 'zod'
import { BareCountError, type Fault } from '../../errors.ts'
import { findPython, pythonRemedy } from '../../etl/find-python.ts'
import { runTool } from './run-tool.ts'

const TIMEOUT_MS = 20_000

/** Parses without running: which functions stand at the top, or where the syntax is wrong. */
const PARSE = `
import ast, json, sys
try:
    tree = ast.parse(open(sys.argv[1], "rb").read(), sys.argv[1])
    names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    print(json.dumps({"functions": names}))
except SyntaxError as error:
    print(json.dumps({"line": error.lineno or 1, "column": error.offset or 1, "message": error.msg}))
except ValueError as error:
    print(json.dumps({"line": 1, "column": 1, "message": str(error)}))
`

const answer = z.union([
  z.object({ functions: z.array(z.string()) }),
  z.object({ line: z.int(), column: z.int(), message: z.string() }),
])

const phases = ['prepare', 'partition', 'finish'] as const

/**
 * Which functions of the job contract the script `file` has, and its syntax error if there is one. Nothing of it runs.
 * Throws `unsupported` where there is no Python, `build_failed` when Python does not survive reading it.
 */
export async function checkPython(
  file: string,
  signal?: AbortSignal,
): Promise<{ functions: (typeof phases)[number][]; faults: Fault[]; version: string }> {
  const python = await findPython()
  if (!python)
    throw new BareCountError('unsupported', 'This host has no Python 3 to run the job.', { remedy: pythonRemedy })
  const { version } = python
  const args = ['-I', '-S', '-B', '-c', PARSE, file]
  const result = await runTool(python.program, args, { timeoutMs: TIMEOUT_MS, signal })
  if (result.code !== 0) {
    throw new BareCountError('build_failed', 'Python could not read the script.', {
      remedy: 'Save it as UTF-8 text, and write it less nested.',
    })
  }
  const said = answer.parse(JSON.parse(result.stdout))
  if ('functions' in said)
    return { functions: phases.filter((one) => said.functions.includes(one)), faults: [], version }
  const { line, column, message } = said
  return { functions: [], faults: [{ path: 'runner.job.entry', line, column, message }], version }
}
