import { CircleAlert, TriangleAlert } from 'lucide-react'
import { Badge } from '#components/ui/badge.tsx'
import { classNames } from '#components/ui/class-names.ts'
import type { RuleFault } from '#lib/policy/registry/rule-fault.ts'

type Texts = Record<string, string>
type Props = {
  texts: Texts
  base: Texts
  faults: readonly RuleFault[]
  selected: string | undefined
  onSelect(rule: string): void
}

/** The rules by name; those that differ from what is active, and those with faults, say so. */
export function RuleNames({ texts, base, faults, selected, onSelect }: Props) {
  const gone = Object.keys(base).filter((rule) => texts[rule] === undefined)
  return (
    <nav
      aria-label="Rules"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: rules that are gone are no buttons, and the list still scrolls
      tabIndex={0}
      className="max-h-[calc(100dvh-18rem)] overflow-y-auto rounded-lg border bg-surface"
    >
      <ul className="divide-y">
        {Object.keys(texts)
          .sort()
          .map((rule) => {
            const own = faults.filter((fault) => fault.rule === rule)
            const errors = own.filter(({ severity }) => severity === 'error').length
            return (
              <li key={rule}>
                <button
                  type="button"
                  aria-current={rule === selected}
                  onClick={() => onSelect(rule)}
                  className={classNames(
                    'flex h-9 w-full items-center gap-2 px-3 text-left hover:bg-hover focus-visible:outline-offset-[-2px]',
                    rule === selected && 'bg-hover font-medium',
                  )}
                >
                  <span className="min-w-0 flex-1 truncate font-mono text-sm">{rule}</span>
                  {errors > 0 ? (
                    <span className="inline-flex items-center gap-1 text-bad text-sm">
                      <CircleAlert aria-hidden className="size-3.5" />
                      {errors}
                      <span className="sr-only">{errors === 1 ? 'fault' : 'faults'}</span>
                    </span>
                  ) : own.length > 0 ? (
                    <TriangleAlert aria-label="odd" className="size-3.5 text-wait" />
                  ) : null}
                  {base[rule] === undefined ? <Badge tone="good">new</Badge> : null}
                  {base[rule] !== undefined && base[rule] !== texts[rule] ? <Badge tone="busy">changed</Badge> : null}
                </button>
              </li>
            )
          })}
        {gone.map((rule) => (
          <li key={rule} className="flex h-9 items-center gap-2 px-3 text-ink-muted">
            <del className="min-w-0 flex-1 truncate font-mono text-sm">{rule}</del>
            <Badge tone="bad">removed</Badge>
          </li>
        ))}
      </ul>
    </nav>
  )
}
