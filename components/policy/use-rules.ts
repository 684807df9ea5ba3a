'use client'

import { useEffect, useMemo, useState } from 'react'
import { useSettled } from '#components/ui/use-settled.ts'
import { mergeTexts } from '#lib/policy/registry/merge-texts.ts'
import type { RuleFault } from '#lib/policy/registry/rule-fault.ts'

type Texts = Record<string, string>
export type LintRule = (input: {
  rule: string
  text: string
}) => Promise<{ ok: true; value: RuleFault[] } | { ok: false }>

/** Somebody else's edit that came first, and the rules both changed. */
export type Collision = { revision: number; theirs: Texts; conflicts: string[] }

/** The rules of a draft as they are being edited: what is selected, what is wrong with it, what is not kept yet. */
export function useRules(start: { policies: Texts; faults: readonly RuleFault[] }, lint: LintRule) {
  const [saved, setSaved] = useState(start.policies)
  const [texts, setTexts] = useState(start.policies)
  const [faults, setFaults] = useState<readonly RuleFault[]>(start.faults)
  const [selected, select] = useState(Object.keys(start.policies).sort()[0])
  const [collision, setCollision] = useState<Collision>()
  const text = selected === undefined ? undefined : texts[selected]
  const settled = useSettled(text, 250)

  useEffect(() => {
    if (selected === undefined || settled === undefined || settled !== texts[selected]) return
    let late = false
    lint({ rule: selected, text: settled }).then((answer) => {
      if (late || !answer.ok) return
      setFaults((others) => [...others.filter(({ rule }) => rule !== selected), ...answer.value])
    })
    return () => {
      late = true
    }
  }, [settled, selected, lint, texts])

  const unsaved = useMemo(() => JSON.stringify(texts) !== JSON.stringify(saved), [texts, saved])
  return {
    texts,
    faults,
    selected,
    select,
    text,
    unsaved,
    collision,
    write: (rule: string, next: string) => setTexts((all) => ({ ...all, [rule]: next })),
    add(rule: string, next: string) {
      setTexts((all) => ({ ...all, [rule]: next }))
      select(rule)
    },
    remove(rule: string) {
      setTexts(({ [rule]: _, ...rest }) => rest)
      setFaults((all) => all.filter((fault) => fault.rule !== rule))
      if (selected === rule) select(Object.keys(texts).find((name) => name !== rule))
    },
    kept: (now: Texts) => {
      setSaved(now)
      setCollision(undefined)
    },
    /** Takes over what only the other side changed; what both changed stays as it is here, and is shown. */
    collide(revision: number, theirs: Texts) {
      const { texts: merged, conflicts } = mergeTexts(saved, texts, theirs)
      setTexts(merged)
      setSaved(theirs)
      setCollision({ revision, theirs, conflicts })
    },
  }
}
