import correct from 'spdx-correct'
import parse from 'spdx-expression-parse'
import type { ScanFinding } from '../schema.ts'
import type { Component } from './component.ts'

/** What may be shipped without asking. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'Artistic-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BSL-1.0',
  'CC-BY-3.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unicode-3.0',
  'Unlicense',
  'WTFPL',
  'Zlib',
])

/** What would oblige the tenant to publish its own code, or forbids offering a service. */
const DENIED = new Set([
  'AGPL-3.0-only',
  'AGPL-3.0-or-later',
  'BUSL-1.1',
  'Elastic-2.0',
  'GPL-2.0-only',
  'GPL-2.0-or-later',
  'GPL-3.0-only',
  'GPL-3.0-or-later',
  'SSPL-1.0',
])

export type LicenceVerdict = { verdict: 'allowed' | 'denied' | 'review'; reason: string }

/** The verdict on a licence as declared. What is not on a list, or not SPDX, is for a person to judge. Pure. */
export function judgeLicence(declared: string | undefined): LicenceVerdict {
  if (!declared) return { verdict: 'review', reason: 'declares no licence' }
  if (/^unlicensed$/i.test(declared))
    return { verdict: 'review', reason: 'is UNLICENSED: it grants no right to use it' }
  if (/^see licen[cs]e in/i.test(declared)) return { verdict: 'review', reason: `points to a file ("${declared}")` }
  try {
    return judgeExpression(parse(declared))
  } catch {
    const perhaps = correct(declared)
    const hint = perhaps ? `, perhaps ${perhaps} is meant` : ''
    return { verdict: 'review', reason: `declares "${declared}", which is not an SPDX expression${hint}` }
  }
}

/**
 * The verdict on a component. A program of the operating system lies beside the tenant's code and obliges it to nothing:
 * what would be denied in a library is for a person to read there. Pure.
 */
export function judgeComponent({ licence, ecosystem }: Pick<Component, 'licence' | 'ecosystem'>): LicenceVerdict {
  const judged = judgeLicence(licence)
  if (judged.verdict !== 'denied' || isLibrary(ecosystem)) return judged
  return { verdict: 'review', reason: `${judged.reason} in a library` }
}

/**
 * A finding for each component whose licence is denied (high) or that a person must judge (low); the operating system's
 * packages share one, since they come and go together. Pure.
 */
export function licenceFindings(components: readonly Component[]): ScanFinding[] {
  const judged = components.map((component) => ({ component, ...judgeComponent(component) }))
  const ofSystem = judged.filter(({ component, verdict }) => verdict === 'review' && !isLibrary(component.ecosystem))
  const others = judged.filter(({ component, verdict }) => verdict !== 'allowed' && isLibrary(component.ecosystem))
  return [
    ...others.map(({ component, verdict, reason }) => describe(component, verdict === 'denied', reason)),
    ...describeSystem(ofSystem.map(({ component }) => component)),
  ]
}

const isLibrary = (ecosystem: string) => ecosystem === 'npm' || ecosystem === 'PyPI'

function describe(component: Component, denied: boolean, reason: string): ScanFinding {
  return {
    kind: 'licence',
    severity: denied ? 'high' : 'low',
    rule: component.licence ?? 'none',
    component: component.fullName,
    version: component.version,
    path: component.paths[0],
    message: `${component.fullName} ${reason}.`,
    remedy: denied ? 'Use another package, or ask for an exception.' : 'Read its licence and record what you found.',
  }
}

const NAMED = 10

function describeSystem(components: readonly Component[]): ScanFinding[] {
  if (!components.length) return []
  const names = components.map(({ fullName }) => fullName).sort()
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : ''
  return [
    {
      kind: 'licence',
      severity: 'low',
      rule: 'system-packages',
      path: 'usr/share/doc',
      message: `The licences of ${names.length} packages of the operating system are for a person to read: ${names.slice(0, NAMED).join(', ')}${more}.`,
      remedy: 'Each has its file in usr/share/doc/<package>/copyright; the SBOM says what could be read.',
    },
  ]
}

const order = { allowed: 0, review: 1, denied: 2 } as const

/** OR lets us choose the better side; AND binds us to the worse. */
function judgeExpression(node: parse.Info): LicenceVerdict {
  if ('license' in node) return judgeId(node)
  const [left, right] = [judgeExpression(node.left), judgeExpression(node.right)]
  const leftIsBetter = order[left.verdict] <= order[right.verdict]
  return (node.conjunction === 'or') === leftIsBetter ? left : right
}

function judgeId(node: parse.LicenseInfo): LicenceVerdict {
  const id = currentId(node.license, node.plus === true)
  // An exception only ever adds permissions, but which ones is for a person to read.
  if (node.exception) return { verdict: 'review', reason: `is under ${id} WITH ${node.exception}` }
  if (DENIED.has(id)) return { verdict: 'denied', reason: `is under ${id}, which is not allowed` }
  if (ALLOWED.has(id)) return { verdict: 'allowed', reason: `is under ${id}` }
  return { verdict: 'review', reason: `is under ${id}, which is on neither list` }
}

/** Deprecated GNU ids parse, but equal nothing on a list: `GPL-2.0+` is today's `GPL-2.0-or-later`. */
function currentId(id: string, plus: boolean): string {
  if (/^(AGPL|LGPL|GPL|GFDL)-\d\.\d$/.test(id)) return `${id}${plus ? '-or-later' : '-only'}`
  return plus ? `${id}+` : id
}
