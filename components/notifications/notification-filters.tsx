'use client'

import { Checkbox } from '#components/ui/checkbox.tsx'
import { Select } from '#components/ui/select.tsx'
import { useFilters } from '#components/ui/use-filters.ts'
import { notificationKinds, notificationKindWords } from '#lib/notifications/schema.ts'

const kinds = notificationKinds
  .map((value) => ({ value, label: notificationKindWords[value] }))
  .sort((a, b) => a.label.localeCompare(b.label))

/** The filters of the notifications, kept in the address. */
export function NotificationFilters() {
  const { get, set } = useFilters()
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
      <Select
        aria-label="Kind"
        placeholder="Any kind"
        value={get('kind')}
        onChange={({ target }) => set({ kind: target.value })}
        options={kinds}
        className="w-48"
      />
      <Checkbox
        label="Unread only"
        checked={get('unread') === 'yes'}
        onChange={({ target }) => set({ unread: target.checked ? 'yes' : undefined })}
      />
    </div>
  )
}
