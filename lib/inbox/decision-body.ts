import type { CostLine } from '../cost/schema.ts'
import type { FieldChange } from '../manifests/diff-manifests.ts'
import type { PolicyLevel } from '../policy/policy-words.ts'
import type { ResourceChange } from '../provisioning/plan-changes.ts'

export type DecisionTone = 'neutral' | 'good' | 'wait' | 'bad'

/** One mark of the strip: a word, a figure, and the section it leads to. */
export type DecisionMark = { name: string; word: string; note: string; tone: DecisionTone; section: string }

export type DecisionFact = {
  term: string
  value: string
  href?: string
  /** Told in the font of digests and code. */
  mono?: boolean
  tone?: DecisionTone
}

export type DecisionRow = {
  title: string
  href?: string
  /** As the domain says it, shown with its icon. */
  status?: string
  note?: string
  at?: string
}

/** What a section is made of. A kind of request says its facts in these; nobody draws anything of their own. */
export type DecisionBlock =
  | { type: 'text'; text: string }
  | { type: 'plan'; changes: ResourceChange[]; unchanged: number }
  | { type: 'manifest'; before: string; after: string; fields: FieldChange[]; titles: { left: string; right: string } }
  | {
      type: 'findings'
      findings: { id: string; level: PolicyLevel; reason: string; remedy: string; settled?: string }[]
    }
  | { type: 'cost'; lines: Pick<CostLine, 'label' | 'micros' | 'detail'>[]; perMonth: number; before: number | null }
  /** A text that comes, goes or changes, by its name. */
  | {
      type: 'texts'
      name: string
      how: 'added' | 'changed' | 'removed'
      before: string
      after: string
      titles: { left: string; right: string }
    }
  | { type: 'facts'; items: DecisionFact[] }
  | { type: 'rows'; rows: DecisionRow[]; empty: string }

export type DecisionSection = { id: string; title: string; note?: string; blocks: DecisionBlock[] }

/** What an approver reads about one request, whatever it is about. */
export type DecisionBody = {
  /** What is asked, in one sentence. */
  what: string
  /** Why it is asked, in one more. */
  why: string
  marks: DecisionMark[]
  sections: DecisionSection[]
}
