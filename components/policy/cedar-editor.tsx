'use client'

import { StreamLanguage } from '@codemirror/language'
import { CodeEditor, type CodeEditorProps } from '#components/ui/code-editor.tsx'

const words = /^(permit|forbid|when|unless|if|then|else|in|is|has|like|true|false)\b/

/** Cedar's few tokens: enough to read it by colour. */
const language = StreamLanguage.define({
  name: 'cedar',
  token(stream) {
    if (stream.eatSpace()) return null
    if (stream.match(/^\/\/.*/)) return 'comment'
    if (stream.match(/^"(?:[^"\\]|\\.)*"?/)) return 'string'
    if (stream.match(/^@\w*/)) return 'meta'
    if (stream.match(words)) return 'keyword'
    if (stream.match(/^[\w]+/)) return null
    stream.next()
    return 'punctuation'
  },
  languageData: { commentTokens: { line: '//' } },
})

/** One rule as Cedar text, with its faults in the margin. */
export default function CedarEditor(props: Omit<CodeEditorProps, 'language' | 'label'>) {
  return <CodeEditor language={language} label="Rule as Cedar" {...props} />
}
