import type { RunStatus } from './run-words.ts'
import { isOver, type Transition, transitions } from './states.ts'

const WIDTH = 124
const HEIGHT = 36

/** Where each status stands in the picture: its middle. */
const places: Record<RunStatus, { x: number; y: number }> = {
  queued: { x: 80, y: 150 },
  retrying: { x: 250, y: 40 },
  running: { x: 330, y: 150 },
  succeeded: { x: 580, y: 40 },
  failed: { x: 580, y: 110 },
  cancelled: { x: 580, y: 190 },
  denied: { x: 330, y: 270 },
}

export const PICTURE = { width: 660, height: 310 }

export type Box = { status: RunStatus; x: number; y: number; width: number; height: number; over: boolean }
export type Arrow = Transition & { path: string }

/** The picture of the states: a box each, and an arrow for every transition there is. Pure. */
export function drawStates(): { boxes: Box[]; arrows: Arrow[] } {
  const boxes = (Object.keys(places) as RunStatus[]).map((status) => ({
    status,
    x: places[status].x - WIDTH / 2,
    y: places[status].y - HEIGHT / 2,
    width: WIDTH,
    height: HEIGHT,
    over: isOver(status),
  }))
  return { boxes, arrows: transitions().map((one) => ({ ...one, path: pathOf(one) })) }
}

/** A curve from border to border; there and back bend to their own sides. */
function pathOf({ from, to }: Transition): string {
  const [a, b] = [places[from], places[to]]
  const length = Math.hypot(b.x - a.x, b.y - a.y)
  const bend = 22
  const middle = {
    x: (a.x + b.x) / 2 - ((b.y - a.y) / length) * bend,
    y: (a.y + b.y) / 2 + ((b.x - a.x) / length) * bend,
  }
  const start = borderTowards(a, middle)
  const end = borderTowards(b, middle)
  const at = ({ x, y }: { x: number; y: number }) => `${x.toFixed(1)} ${y.toFixed(1)}`
  return `M ${at(start)} Q ${at(middle)}, ${at(end)}`
}

/** Where the line from the middle of a box to a point leaves the box. */
function borderTowards(box: { x: number; y: number }, point: { x: number; y: number }): { x: number; y: number } {
  const [dx, dy] = [point.x - box.x, point.y - box.y]
  const scale = Math.min(WIDTH / 2 / Math.abs(dx || 1e-9), HEIGHT / 2 / Math.abs(dy || 1e-9))
  return { x: box.x + dx * scale, y: box.y + dy * scale }
}

/** The same picture for the documentation, as Mermaid and as a table. Pure. */
export function statesInWords(): string {
  const all = transitions()
  return [
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> queued',
    ...all.map(({ from, to }) => `  ${from} --> ${to}`),
    ...(Object.keys(places) as RunStatus[])
      .filter((status) => !all.some(({ from }) => from === status))
      .map((status) => `  ${status} --> [*]`),
    '```',
    '',
    '| From | To | When |',
    '|---|---|---|',
    ...all.map(({ from, to, when }) => `| ${from} | ${to} | ${when} |`),
  ].join('\n')
}
