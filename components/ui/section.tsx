import { type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'

export type SectionProps = {
  title: ReactNode
  description?: ReactNode
  actions?: ReactNode
  children: ReactNode
  id?: string
  className?: string
}

/** A part of a page with its own heading. `id` lets others link to it. */
export function Section({ title, description, actions, children, id, className }: SectionProps) {
  const heading = useId()
  return (
    <section id={id} aria-labelledby={heading} className={classNames('mb-8', className)}>
      <div className="mb-2.5 flex flex-wrap items-end justify-between gap-2">
        <div className="min-w-0">
          <h2 id={heading} className="font-semibold text-prose">
            {title}
          </h2>
          {description ? <p className="prose-width text-ink-muted">{description}</p> : null}
        </div>
        {actions ? <div className="flex gap-2">{actions}</div> : null}
      </div>
      {children}
    </section>
  )
}
