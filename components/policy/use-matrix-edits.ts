'use client'

import { useReducer } from 'react'
import type { MatrixRow, QuotaRow } from '#lib/policy/matrix/schema.ts'

export type MatrixParts = { matrix: MatrixRow[]; quota: QuotaRow[] }

type State = { past: MatrixParts[]; now: MatrixParts; future: MatrixParts[]; saved: MatrixParts }
type Act = { do: 'edit'; to: MatrixParts } | { do: 'undo' } | { do: 'redo' } | { do: 'saved'; parts: MatrixParts }

/** More steps back than anybody remembers. */
const MOST_STEPS = 200

function reduce(state: State, act: Act): State {
  const { past, now, future } = state
  switch (act.do) {
    case 'edit':
      return { ...state, past: [...past, now].slice(-MOST_STEPS), now: act.to, future: [] }
    case 'undo': {
      const before = past.at(-1)
      return before ? { ...state, past: past.slice(0, -1), now: before, future: [now, ...future] } : state
    }
    case 'redo': {
      const [next, ...rest] = future
      return next ? { ...state, past: [...past, now], now: next, future: rest } : state
    }
    case 'saved':
      return { ...state, saved: act.parts }
  }
}

/** The matrix and quotas being edited, with steps back and forth. */
export function useMatrixEdits(start: MatrixParts) {
  const [state, act] = useReducer(reduce, { past: [], now: start, future: [], saved: start })
  return {
    now: state.now,
    unsaved: state.now !== state.saved,
    edit: (change: Partial<MatrixParts>) => act({ do: 'edit', to: { ...state.now, ...change } }),
    undo: state.past.length > 0 ? () => act({ do: 'undo' }) : undefined,
    redo: state.future.length > 0 ? () => act({ do: 'redo' }) : undefined,
    saved: (parts: MatrixParts) => act({ do: 'saved', parts }),
  }
}
