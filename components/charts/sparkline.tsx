import { sparkPath } from './spark-path.ts'

export type SparklineProps = {
  values: readonly number[]
  /** Says what the line shows, with its first and last figure, for those who do not see it. */
  label: string
  width?: number
  height?: number
}

/** How a figure moved, from zero, without axes: beside the figure itself. */
export function Sparkline({ values, label, width = 96, height = 24 }: SparklineProps) {
  return (
    <svg role="img" aria-label={label} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <path
        d={sparkPath(values, width, height)}
        fill="none"
        strokeWidth={1.5}
        strokeLinejoin="round"
        className="stroke-accent"
      />
    </svg>
  )
}
