import type { ScanFinding } from '../schema.ts'
import type { Component } from './component.ts'
import { supportFindings } from './debian/support-findings.ts'
import type { Facts } from './facts.ts'

/** What is wrong with how dependencies are declared or supported, rather than with one version of them. Pure. */
export function dependencyFindings(facts: Facts, components: readonly Component[]): ScanFinding[] {
  return [...[...facts].flatMap(([path, fact]) => ofFile(path, fact)), ...supportFindings(components)]
}

function ofFile(path: string, fact: Facts extends ReadonlyMap<string, infer F> ? F : never): ScanFinding[] {
  if (fact.kind === 'requirements') {
    return fact.unpinned.map(({ line, name, spec }) => ({
      kind: 'dependency',
      severity: 'medium',
      rule: 'unpinned-requirement',
      component: name,
      path: `${path}:${line}`,
      message: `${path} line ${line} lets the installer choose the version: ${spec}.`,
      remedy: 'Pin it with == and the version you tested.',
    }))
  }
  if (fact.kind === 'unreadable') {
    return [
      {
        kind: 'dependency',
        severity: 'unknown',
        rule: 'unreadable-list',
        path,
        message: `${path} ${fact.reason}: the packages it names are not known.`,
        remedy: path.endsWith('package-lock.json')
          ? 'Write it anew with `npm install --package-lock-only` (npm 7 or later).'
          : 'Leave out what nothing needs; no tool writes so much there.',
      },
    ]
  }
  if (fact.kind !== 'other_packages') return []
  return [
    {
      kind: 'dependency',
      severity: 'unknown',
      rule: 'packages-not-listed',
      path,
      message: `The packages that ${fact.manager} installed are not looked at: nothing is known of them.`,
      remedy: 'Build on a Debian base, or scan them with a tool that knows that system.',
    },
  ]
}
