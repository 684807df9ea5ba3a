import type { CSSProperties } from 'react'
import { classNames } from './class-names.ts'
import { environmentHue } from './environment-hue.ts'

type Props = {
  name: string
  /** Where there is no room: the mark alone, with the name for who hears it or rests on it. */
  short?: boolean
  className?: string
}

/** An environment's name with its mark: always the same hue and letter, so that prod is never mistaken for dev. */
export function EnvironmentMark({ name, short, className }: Props) {
  // The hue comes from data, so the colours are computed here; lightness keeps the contrast in both themes.
  const style = { '--mark': environmentHue(name) } as CSSProperties
  return (
    <span
      style={style}
      title={short ? name : undefined}
      className={classNames('inline-flex items-center gap-1.5 whitespace-nowrap align-top', className)}
    >
      <span
        aria-hidden
        className="grid size-4 shrink-0 place-items-center rounded-sm bg-[oklch(0.5_0.13_var(--mark))] font-semibold text-[10px] text-white uppercase leading-none"
      >
        {name.charAt(0)}
      </span>
      <span className={short ? 'sr-only' : 'truncate'}>{name}</span>
    </span>
  )
}
