import { cva, type VariantProps } from 'class-variance-authority'
import { LoaderCircle } from 'lucide-react'
import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'

export const buttonLook = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium transition-colors select-none disabled:opacity-55 aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-accent text-on-accent hover:bg-accent-hover',
        secondary: 'border border-line bg-surface text-ink hover:bg-hover',
        ghost: 'text-ink-muted hover:bg-hover hover:text-ink',
        danger: 'bg-bad-solid text-on-accent hover:brightness-110',
        link: 'h-auto! px-0! text-accent-text underline-offset-2 hover:underline',
      },
      size: { sm: 'h-7 px-2 text-sm', md: 'h-8 px-3 text-base', lg: 'h-10 px-4 text-base' },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
)

type Look = VariantProps<typeof buttonLook>

export type ButtonProps = ComponentProps<'button'> &
  Look & {
    /** A lucide icon before the words. */
    icon?: ReactNode
    /** Shows that the act is under way and refuses a second press. */
    pending?: boolean
  }

/** A button that names its act. `type` is `button` unless said otherwise. */
export function Button({ variant, size, icon, pending, className, children, type, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type={type ?? 'button'}
      disabled={disabled || pending}
      aria-busy={pending || undefined}
      className={classNames(buttonLook({ variant, size }), className)}
      {...rest}
    >
      {pending ? <LoaderCircle className="animate-spin" aria-hidden /> : icon}
      {children}
    </button>
  )
}

export type ButtonLinkProps = ComponentProps<typeof Link> & Look & { icon?: ReactNode }

/** Looks like a button, goes somewhere. */
export function ButtonLink({ variant, size, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link className={classNames(buttonLook({ variant, size }), className)} {...rest}>
      {icon}
      {children}
    </Link>
  )
}
