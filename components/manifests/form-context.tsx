'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { FieldValue } from '#lib/manifests/edit-manifest.ts'
import { readPath } from '#lib/manifests/field-path.ts'
import type { ManifestText } from './use-manifest-text.ts'

const FormContext = createContext<ManifestText | undefined>(undefined)

/** Gives the fields below it the text they show and write. */
export function ManifestForm({ manifest, children }: { manifest: ManifestText; children: ReactNode }) {
  return <FormContext value={manifest}>{children}</FormContext>
}

/** The text that the surrounding form shows. Throws outside of one. */
export function useManifestForm(): ManifestText {
  const manifest = useContext(FormContext)
  if (!manifest) throw new Error('A manifest field stands outside of a ManifestForm.')
  return manifest
}

export type FieldState = {
  /** DOM id of the control, so that a fault can lead to it. */
  id: string
  value: unknown
  error: string | undefined
  set(value: FieldValue | undefined): void
}

/** One field of the manifest: its value as written, valid or not, and what is wrong with it. */
export function useField(path: string): FieldState {
  const { parsed, setField } = useManifestForm()
  const fault = parsed.faults.find((one) => one.path === path)
  return {
    id: fieldId(path),
    value: valueAt(parsed.value, path),
    error: fault && [fault.message, fault.remedy].filter(Boolean).join(' '),
    set: (value) => setField(path, value),
  }
}

/** The DOM id of a field's control. */
export function fieldId(path: string): string {
  return `field-${path}`
}

/** What stands at `path` in plain data, or undefined. */
export function valueAt(data: unknown, path: string): unknown {
  return readPath(path).reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined),
    data,
  )
}
