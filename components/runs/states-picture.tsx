'use client'

import { Route } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import { ScrollBox } from '#components/ui/scroll-box.tsx'
import { wordsOf } from '#components/ui/status-words.ts'
import { drawStates, PICTURE } from '#lib/runs/draw-states.ts'
import type { RunStatus } from '#lib/runs/run-words.ts'
import { transitions } from '#lib/runs/states.ts'

/** Every state a run can be in and every way between them, with the one it is in marked; the same as a table beneath. */
export function StatesPicture({ status }: { status: RunStatus }) {
  const { boxes, arrows } = drawStates()
  return (
    <Dialog
      title="Where a run may go"
      wide
      trigger={
        <Button size="sm" icon={<Route aria-hidden />}>
          States
        </Button>
      }
    >
      <svg
        viewBox={`0 0 ${PICTURE.width} ${PICTURE.height}`}
        role="img"
        aria-label={`The states of a run; this one is ${wordsOf(status).word.toLowerCase()}. The table below says the same.`}
        className="w-full"
      >
        <defs>
          <marker id="states-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M 0 0 L 8 4 L 0 8 z" className="fill-ink-muted" />
          </marker>
        </defs>
        {arrows.map(({ from, to, when, path }) => (
          <path
            key={`${from}>${to}`}
            d={path}
            fill="none"
            markerEnd="url(#states-head)"
            className={classNames(from === status ? 'stroke-accent stroke-2' : 'stroke-line-strong')}
          >
            <title>{when}</title>
          </path>
        ))}
        {boxes.map((box) => (
          <g key={box.status}>
            <rect
              {...{ x: box.x, y: box.y, width: box.width, height: box.height }}
              rx={box.over ? 18 : 6}
              className={classNames(
                box.status === status ? 'fill-accent-soft stroke-2 stroke-accent' : 'fill-surface stroke-line-strong',
              )}
            />
            <text
              x={box.x + box.width / 2}
              y={box.y + box.height / 2 + 5}
              textAnchor="middle"
              className="fill-ink font-medium text-[14px]"
            >
              {wordsOf(box.status).word}
            </text>
          </g>
        ))}
      </svg>
      <ScrollBox label="Every way a run may go" className="mt-3 max-h-52 overflow-y-auto px-3">
        <table aria-label="Where a run may go" className="w-full border-collapse text-left">
          <tbody>
            {transitions().map(({ from, to, when }) => (
              <tr key={`${from}>${to}`} className="border-b last:border-b-0">
                <th scope="row" className="whitespace-nowrap py-1 pr-4 align-top font-medium">
                  {wordsOf(from).word} → {wordsOf(to).word}
                </th>
                <td className="py-1">{when}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Dialog>
  )
}
