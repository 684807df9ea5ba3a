'use client'

import { SideBySide } from '#components/manifests/side-by-side.tsx'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { diffText } from '#lib/manifests/diff-manifests.ts'
import type { Collision } from './use-rules.ts'

type Props = { collision: Collision; ours: Record<string, string>; onTake(rule: string, text: string): void }

/** Somebody else was first: what both changed is shown on both sides, and nothing of either is lost. */
export function CollisionNotice({ collision: { revision, theirs, conflicts }, ours, onTake }: Props) {
  const open = conflicts.filter((rule) => ours[rule] !== theirs[rule])
  return (
    <Notice kind="caution" title="Somebody else edited this draft meanwhile" className="mb-3">
      <p>
        {open.length === 0
          ? `Their edit (revision ${revision}) is taken over beside yours. Look at it, then keep both.`
          : 'Both of you changed these rules. Yours stays unless you take theirs; then keep it.'}
      </p>
      {open.map((rule) => (
        <div key={rule} className="mt-3">
          <div className="mb-1 flex items-center justify-between gap-2">
            <code>{rule}</code>
            <Button onClick={() => onTake(rule, theirs[rule] ?? '')}>Take theirs</Button>
          </div>
          <SideBySide
            rows={diffText(theirs[rule] ?? '', ours[rule] ?? '')}
            titles={{ left: `Theirs, revision ${revision}`, right: 'Yours' }}
          />
        </div>
      ))}
    </Notice>
  )
}
