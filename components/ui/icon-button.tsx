import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'

export type IconButtonProps = Omit<ComponentProps<'button'>, 'children'> & {
  /** What it does, for those who do not see the icon; also its title. */
  label: string
  icon: ReactNode
}

/** A square button with an icon only. */
export function IconButton({ label, icon, className, type, ...rest }: IconButtonProps) {
  return (
    <button
      type={type ?? 'button'}
      aria-label={label}
      title={label}
      className={classNames(
        'inline-grid size-8 shrink-0 place-items-center rounded-md text-ink-muted transition-colors hover:bg-hover hover:text-ink disabled:opacity-55 [&_svg]:size-4',
        className,
      )}
      {...rest}
    >
      {icon}
    </button>
  )
}
