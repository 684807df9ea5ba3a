'use client'

import { Bookmark, BookmarkPlus, ChevronDown, Pencil, Trash2 } from 'lucide-react'
import { useRouter, useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { DropdownMenu, MenuHeading, MenuItem, MenuLine } from '#components/ui/dropdown-menu.tsx'
import { useAct } from '#components/ui/use-act.ts'
import type { ActionResult } from '#lib/http/action.ts'
import { filtersOf, type ViewPage } from '#lib/saved-views/filters.ts'
import type { DeleteViewInput, RenameViewInput, SavedViewRow, SaveViewInput } from '#lib/saved-views/schema.ts'
import { ViewNameDialog } from './view-name-dialog.tsx'

export type SavedViewActs = {
  save: (input: SaveViewInput) => Promise<ActionResult<SavedViewRow>>
  rename: (input: RenameViewInput) => Promise<ActionResult<{ id: string; name: string }>>
  remove: (input: DeleteViewInput) => Promise<ActionResult<{ id: string }>>
}

type Props = SavedViewActs & { page: ViewPage; views: readonly SavedViewRow[] }

/** One's own views of a list: chosen from a menu; the filters in the address are kept under a name. */
export function SavedViews({ page, views, save, rename, remove }: Props) {
  const router = useRouter()
  const query = filtersOf(new URLSearchParams(useSearchParams()))
  const current = views.find((view) => view.query === query)
  const [asking, setAsking] = useState<'save' | 'rename' | 'remove'>()
  const done = () => setAsking(undefined)
  const removing = useAct(remove, done)
  const ask = (what: typeof asking) => ({ open: asking === what, onOpenChange: (on: boolean) => (on ? null : done()) })
  return (
    <>
      <DropdownMenu
        label="Saved views"
        className="max-w-80"
        trigger={
          <Button icon={<Bookmark aria-hidden />} className="max-w-64">
            <span className="truncate">{current?.name ?? 'Views'}</span>
            <ChevronDown aria-hidden />
          </Button>
        }
      >
        {views.length ? (
          <>
            <MenuHeading>Your views</MenuHeading>
            {views.map((view) => (
              <MenuItem
                key={view.id}
                checked={view.id === current?.id}
                onSelect={() => router.push(view.query ? `${page}?${view.query}` : page)}
              >
                {view.name}
              </MenuItem>
            ))}
            <MenuLine />
          </>
        ) : null}
        <MenuItem icon={<BookmarkPlus />} onSelect={() => setAsking('save')}>
          Save these filters…
        </MenuItem>
        {current ? (
          <>
            <MenuItem icon={<Pencil />} onSelect={() => setAsking('rename')}>
              Rename this view…
            </MenuItem>
            <MenuItem icon={<Trash2 />} danger onSelect={() => setAsking('remove')}>
              Delete this view…
            </MenuItem>
          </>
        ) : null}
      </DropdownMenu>
      <ViewNameDialog
        {...ask('save')}
        title="Save these filters"
        confirm="Save the view"
        hint="Only you see it. The same name again keeps the new filters."
        act={(name) => save({ page, name, query })}
        onDone={done}
      />
      {current ? (
        <>
          <ViewNameDialog
            {...ask('rename')}
            title={`Rename ${current.name}`}
            confirm="Rename the view"
            initial={current.name}
            act={(name) => rename({ id: current.id, name })}
            onDone={done}
          />
          <ConfirmDialog
            {...ask('remove')}
            title={`Delete ${current.name}?`}
            confirm="Delete the view"
            danger
            pending={removing.pending}
            refusal={removing.refusal}
            onConfirm={() => removing.run({ id: current.id })}
          >
            The filters go; what the list shows stays as it is.
          </ConfirmDialog>
        </>
      ) : null}
    </>
  )
}
