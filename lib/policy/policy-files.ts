import fs from 'node:fs'
import path from 'node:path'
import { type PolicySource, splitPolicies } from './load-policies.ts'

const gateFiles = ['offer', 'network', 'limits', 'approvals', 'artifact', 'changes', 'run']

// A bundler moves this module away from the texts; the server then starts in the project's own folder.
const folders = [
  path.join(import.meta.dirname ?? '', 'policies'),
  path.join(process.cwd(), 'lib', 'policy', 'policies'),
]

/** The gate policies that ship with the product. Throws when a file is not there or does not parse. */
export function shippedPolicies(): PolicySource {
  return { schema: read('gates.cedarschema'), policies: splitPolicies(gateFiles.map((name) => read(`${name}.cedar`))) }
}

/** Role → permission. Part of the product, not of a policy version: its actions are the permissions the code asks for. */
export function accessPolicies(): PolicySource {
  return { schema: read('rbac.cedarschema'), policies: splitPolicies([read('rbac.cedar')]) }
}

function read(name: string): string {
  const folder = folders.find((candidate) => fs.existsSync(path.join(candidate, name))) ?? folders[0] ?? ''
  return fs.readFileSync(path.join(/* turbopackIgnore: true */ folder, name), 'utf8')
}
