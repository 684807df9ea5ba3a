#!/usr/bin/env node
// Starts the command under the project's own Node, whatever Node the caller has.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const own = path.join(root, 'node_modules', '.bin', 'node')
const node = fs.existsSync(own) ? own : process.execPath
const result = spawnSync(
  node,
  ['--disable-warning=ExperimentalWarning', path.join(root, 'cli', 'main.ts'), ...process.argv.slice(2)],
  { stdio: 'inherit' },
)
process.exit(result.status ?? 1)
