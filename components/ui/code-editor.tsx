'use client'

import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint'
import { EditorState, type Extension } from '@codemirror/state'
import { tags } from '@lezer/highlight'
import { basicSetup, EditorView } from 'codemirror'
import { useEffect, useRef } from 'react'
import type { Fault } from '#lib/errors.ts'

export type CodeEditorProps = {
  text: string
  faults: readonly (Omit<Fault, 'path'> & { severity?: 'error' | 'warning'; endLine?: number; endColumn?: number })[]
  /** How it is read and coloured. */
  language: Extension
  /** What the text is, for screen readers. */
  label: string
  onChange(text: string): void
  /** Told where the cursor is, as a character offset. */
  onCursor?(offset: number): void
  /** Where to put the cursor; a new object each time it is asked for. */
  target?: { line: number; column: number } | undefined
  readOnly?: boolean
}

/** Text that a program reads, with its faults in the margin. Load it only where something is edited: it is large. */
export function CodeEditor({
  text,
  faults,
  language,
  label,
  onChange,
  onCursor,
  target,
  readOnly = false,
}: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const told = useRef({ onChange, onCursor })
  told.current = { onChange, onCursor }
  const initial = useRef(text)

  useEffect(() => {
    if (!host.current) return
    const editor = new EditorView({
      parent: host.current,
      doc: initial.current,
      extensions: [
        basicSetup,
        language,
        lintGutter(),
        look,
        syntaxHighlighting(colours),
        EditorState.readOnly.of(readOnly),
        EditorState.tabSize.of(2),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) told.current.onChange(update.state.doc.toString())
          if (update.selectionSet || update.docChanged) told.current.onCursor?.(update.state.selection.main.head)
        }),
      ],
    })
    view.current = editor
    return () => {
      initial.current = editor.state.doc.toString()
      editor.destroy()
    }
  }, [readOnly, language, label])

  // The form, a fix or the guide may have written: bring only the difference in, so that cursor and undo survive.
  useEffect(() => {
    const editor = view.current
    const current = editor?.state.doc.toString()
    if (editor && current !== undefined && current !== text) editor.dispatch({ changes: difference(current, text) })
  }, [text])

  useEffect(() => {
    const editor = view.current
    if (editor) editor.dispatch(setDiagnostics(editor.state, diagnostics(editor.state, faults)))
  }, [faults])

  useEffect(() => {
    const editor = view.current
    if (!editor || !target) return
    const line = editor.state.doc.line(Math.min(target.line, editor.state.doc.lines))
    const anchor = Math.min(line.from + target.column - 1, line.to)
    editor.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) })
    editor.focus()
  }, [target])

  return <div ref={host} className="overflow-hidden rounded-md" />
}

function diagnostics(state: EditorState, faults: CodeEditorProps['faults']): Diagnostic[] {
  const at = (line: number, column: number) => {
    const row = state.doc.line(Math.min(line, state.doc.lines))
    return { offset: Math.min(row.from + column - 1, row.to), end: row.to }
  }
  return faults.map(({ line = 1, column = 1, endLine, endColumn, severity = 'error', message, remedy }) => {
    const { offset: from, end } = at(line, column)
    const to = endLine === line && endColumn ? Math.max(from, at(line, endColumn).offset) : end
    return { from, to, severity, message: remedy ? `${message} ${remedy}` : message }
  })
}

/** The one stretch that changed between two texts. */
function difference(before: string, after: string): { from: number; to: number; insert: string } {
  let from = 0
  while (from < before.length && from < after.length && before[from] === after[from]) from++
  let [to, end] = [before.length, after.length]
  while (to > from && end > from && before[to - 1] === after[end - 1]) {
    to--
    end--
  }
  return { from, to, insert: after.slice(from, end) }
}

const colours = HighlightStyle.define([
  { tag: tags.definition(tags.propertyName), color: 'var(--accent-text)' },
  { tag: tags.keyword, color: 'var(--accent-text)' },
  { tag: tags.meta, color: 'var(--wait)' },
  { tag: tags.comment, color: 'var(--ink-faint)' },
  { tag: tags.string, color: 'var(--good)' },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: 'var(--ink-muted)' },
  { tag: tags.invalid, color: 'var(--bad)' },
])

/** The portal's own tokens, so that light and dark come from one place. */
const look = EditorView.theme({
  '&': {
    height: 'max(20rem, calc(100dvh - 15rem))',
    fontSize: '12.5px',
    backgroundColor: 'transparent',
    color: 'inherit',
  },
  '.cm-scroller': { fontFamily: 'var(--font-geist-mono), monospace', lineHeight: '20px' },
  '.cm-content': { caretColor: 'currentColor' },
  '.cm-cursor': { borderLeftColor: 'currentColor' },
  '.cm-gutters': {
    backgroundColor: 'transparent',
    border: 'none',
    color: 'var(--ink-faint)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in oklab, currentColor 5%, transparent)' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-tooltip': { backgroundColor: 'var(--raised)', color: 'var(--ink)', border: '1px solid var(--line)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in oklab, var(--accent) 25%, transparent) !important',
  },
})
