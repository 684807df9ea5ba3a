// Runs on whatever Node npm has (20 or newer), before anything is installed; then hands over to the project's Node 24.
import { spawn } from 'node:child_process'
import { install, projectNode, root } from './install.mjs'

install()
const child = spawn(projectNode(), ['scripts/start.ts', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
