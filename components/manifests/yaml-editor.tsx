'use client'

import { yaml } from '@codemirror/lang-yaml'
import { CodeEditor, type CodeEditorProps } from '#components/ui/code-editor.tsx'

const language = yaml()

/** The YAML itself, with the schema's faults in the margin. Loaded only where a manifest is edited. */
export default function YamlEditor(props: Omit<CodeEditorProps, 'language' | 'label'>) {
  return <CodeEditor language={language} label="Manifest as YAML" {...props} />
}
