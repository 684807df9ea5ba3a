'use client'

import { useCallback, useMemo, useState } from 'react'
import { editManifest, type FieldValue } from '#lib/manifests/edit-manifest.ts'
import { type ParsedManifest, parseManifest } from '#lib/manifests/parse-manifest.ts'

export type ManifestText = {
  /** The single truth; the form and the YAML are two views of it. */
  text: string
  parsed: ParsedManifest
  setText(text: string): void
  /** Writes one field into the text, or removes it; does nothing while the text is not well-formed. */
  setField(path: string, value: FieldValue | undefined): void
}

/** The text being edited and what the schema says of it, at every keystroke. */
export function useManifestText(initial: string): ManifestText {
  const [text, setText] = useState(initial)
  const parsed = useMemo(() => parseManifest(text), [text])
  const setField = useCallback((path: string, value: FieldValue | undefined) => {
    setText((current) => {
      try {
        return editManifest(current, path, value)
      } catch {
        return current // the form is not offered for such a text; a late event may still come
      }
    })
  }, [])
  return { text, parsed, setText, setField }
}
