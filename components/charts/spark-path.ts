/** The SVG path of a line through `values`, evenly spaced, from zero to the largest, inside width × height pixels. */
export function sparkPath(values: readonly number[], width: number, height: number): string {
  const most = Math.max(...values, 0)
  const step = values.length > 1 ? width / (values.length - 1) : 0
  const points = values.map((value, index) => {
    const up = most > 0 ? (Math.max(0, value) / most) * (height - 2) : 0
    return `${round(index * step)} ${round(height - 1 - up)}`
  })
  return points.length ? `M${points.join('L')}` : ''
}

const round = (value: number) => Math.round(value * 100) / 100
