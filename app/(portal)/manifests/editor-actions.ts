import type { EditorActions } from '#components/manifests/manifest-editor.tsx'
import { discardDraftAction, saveDraftAction, submitAction, suggestAction, validateAction } from './actions.ts'

/** The server actions that both editor pages hand to the editor. */
export const editorActions: EditorActions = {
  validate: validateAction,
  suggest: suggestAction,
  submit: submitAction,
  saveDraft: saveDraftAction,
  discardDraft: discardDraftAction,
}
