import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

/** A refusal in words: the shape of our problem documents, of which it shows what a person can use. */
export type Refusal = {
  title: string
  detail?: string | undefined
  remedy?: string | undefined
  code?: string | undefined
  requestId?: string | undefined
  faults?:
    | readonly { path: string; message: string; line?: number | undefined; remedy?: string | undefined }[]
    | undefined
}

/** What happened, why, what to do, and the code. Read out when it appears. */
export function ErrorNotice({
  title,
  detail,
  remedy,
  code,
  requestId,
  faults,
  className,
  children,
}: Refusal & {
  className?: string
  children?: ReactNode
}) {
  return (
    <div role="alert" className={classNames('flex gap-2.5 rounded-md border border-bad/40 bg-bad-soft p-3', className)}>
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
      <div className="min-w-0 flex-1 space-y-1">
        <p className="font-medium">{title}</p>
        {detail && detail !== title ? <p>{detail}</p> : null}
        {faults?.length ? (
          <ul className="list-disc space-y-0.5 pl-4">
            {faults.map((fault) => (
              <li key={`${fault.path} ${fault.line} ${fault.message}`}>
                {fault.path ? <code>{fault.path}</code> : null}
                {fault.line ? ` (line ${fault.line})` : null} {fault.message} {fault.remedy}
              </li>
            ))}
          </ul>
        ) : null}
        {remedy ? <p>{remedy}</p> : null}
        {children}
        {code ? (
          <p className="font-mono text-ink-muted text-xs">
            {code}
            {requestId ? ` · ${requestId}` : null}
          </p>
        ) : null}
      </div>
    </div>
  )
}
