import { decodeTime, encodeTime, monotonicFactory } from 'ulid'

const next = monotonicFactory()
const TIME_CHARACTERS = 10
const RANDOM_CHARACTERS = 16

/** What an id names, by its prefix. The prefix lets a person paste any id and land on the right page. */
const idPrefixes = {
  tenant: 'ten',
  user: 'usr',
  token: 'tok',
  environment: 'env',
  manifest: 'man',
  manifestVersion: 'mnv',
  draft: 'drf',
  decision: 'dec',
  artifact: 'art',
  attestation: 'att',
  scan: 'scn',
  finding: 'fnd',
  deployment: 'dep',
  primitive: 'prm',
  runner: 'run',
  trigger: 'trg',
  run: 'job',
  attempt: 'atp',
  approval: 'apr',
  vote: 'vot',
  evidence: 'evd',
  instance: 'ins',
  agent: 'agt',
  enrolment: 'enr',
  advisorySource: 'adv',
  triage: 'tri',
  waiver: 'wvr',
  notification: 'ntf',
  registry: 'reg',
  policyDraft: 'pdr',
  policyTest: 'ptt',
  simulation: 'psm',
  exception: 'exc',
  breakGlass: 'brk',
  freeze: 'frz',
  changeWindow: 'win',
  hold: 'hld',
  group: 'grp',
  delegation: 'del',
  passkey: 'pky',
  savedView: 'svw',
  webhook: 'whk',
  delivery: 'dlv',
  news: 'nws',
  pause: 'pau',
  deadLetter: 'ded',
  replay: 'rpl',
  alertRule: 'alr',
  alert: 'alt',
  silence: 'sil',
  topic: 'top',
  skip: 'skp',
} as const

export type IdKind = keyof typeof idPrefixes

/** A new id of `kind`: prefix, underscore, 26-character ULID; sorts by creation time within one process. */
export function newId(kind: IdKind): string {
  return `${idPrefixes[kind]}_${next()}`
}

/** The kind an id claims to be, or undefined when the text is not one of our ids. */
export function kindOfId(id: string): IdKind | undefined {
  const match = /^([a-z]{3})_[0-9A-HJKMNP-TV-Z]{26}$/.exec(id)
  return (Object.keys(idPrefixes) as IdKind[]).find((kind) => idPrefixes[kind] === match?.[1])
}

/**
 * The least id that a thing of `kind` made at `at` can have; nothing is older than 1970. Ids begin with their instant, so
 * a range of time is a range of every index that ends with the id, and needs no index of its own. Pure.
 */
export function leastIdAt(kind: IdKind, at: Date): string {
  const time = encodeTime(Math.max(0, at.getTime()), TIME_CHARACTERS)
  return `${idPrefixes[kind]}_${time}${'0'.repeat(RANDOM_CHARACTERS)}`
}

/** When the thing with this id was made. Pure. */
export function instantOfId(id: string): Date {
  return new Date(decodeTime(id.slice(id.indexOf('_') + 1)))
}
