import { spawn } from 'node:child_process'
import { forward } from './forward.mjs'

// Stands beside a `provided` runtime in its sandbox: opens the two ways out and ends as the runtime ends.
const { BC_RUNTIME_SOCKET, BC_EGRESS_SOCKET, BC_EGRESS_PORT, AWS_LAMBDA_RUNTIME_API, LAMBDA_TASK_ROOT, ...rest } =
  process.env
if (BC_RUNTIME_SOCKET) await forward(Number(AWS_LAMBDA_RUNTIME_API.split(':')[1]), BC_RUNTIME_SOCKET)
if (BC_EGRESS_SOCKET) await forward(Number(BC_EGRESS_PORT), BC_EGRESS_SOCKET)

const child = spawn(`${LAMBDA_TASK_ROOT}/bootstrap`, {
  cwd: LAMBDA_TASK_ROOT,
  stdio: 'inherit',
  env: { ...rest, AWS_LAMBDA_RUNTIME_API, LAMBDA_TASK_ROOT },
})
child.on('error', (error) => {
  console.error(`bootstrap could not be started: ${error.message}`)
  process.exit(127)
})
child.on('exit', (code, signal) => {
  if (signal) process.kill(process.pid, signal)
  else process.exit(code ?? 1)
})
