import { classNames } from './class-names.ts'
import { CopyButton } from './copy-button.tsx'

/** Code, a command or a document as it is, with a copy button. `label` says what it is. */
export function CodeBlock({ code, label, className }: { code: string; label: string; className?: string }) {
  return (
    <figure aria-label={label} className={classNames('relative rounded-md border bg-sunken', className)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <pre tabIndex={0} className="max-h-112 overflow-auto p-3 pr-11 font-mono text-sm">
        {code}
      </pre>
      <CopyButton text={code} label={`Copy ${label}`} className="absolute top-1.5 right-1.5 bg-sunken" />
    </figure>
  )
}
