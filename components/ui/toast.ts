'use client'

import { toast as show } from 'sonner'
import type { Refusal } from './error-notice.tsx'

/** Says in passing that an act is done. Never the only place where something important is said. */
export function toastDone(words: string): void {
  show.success(words)
}

/** Says why an act was refused, with what to do. */
export function toastRefused(refusal: Refusal): void {
  show.error(refusal.detail ?? refusal.title, { description: refusal.remedy, duration: 10_000 })
}
