// `npm run bench [name …]`: runs bench/<name>.ts on a database and home of their own, and writes docs/performance.md.
import { spawnSync } from 'node:child_process'
import { install, projectNode, root } from './install.mjs'

install()
const result = spawnSync(projectNode(), ['scripts/bench/run-benches.ts', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
process.exit(result.status ?? 1)
