'use client'

import { SearchFilter } from '#components/ui/search-filter.tsx'
import { Select } from '#components/ui/select.tsx'
import { useFilters } from '#components/ui/use-filters.ts'
import { classRules, networkProfiles, profileTitles, runnerClasses } from '#lib/manifests/classes.ts'

/** The filters of the list, kept in the address. */
export function ManifestFilters() {
  const { get, set } = useFilters()
  return (
    <div className="mb-3 flex flex-wrap gap-2">
      <SearchFilter label="Name" placeholder="Name contains…" />
      <Select
        aria-label="Class"
        placeholder="Any class"
        value={get('class')}
        onChange={({ target }) => set({ class: target.value })}
        options={runnerClasses.map((value) => ({ value, label: classRules[value].title }))}
        className="w-44"
      />
      <Select
        aria-label="Network profile"
        placeholder="Any network profile"
        value={get('profile')}
        onChange={({ target }) => set({ profile: target.value })}
        options={networkProfiles.map((value) => ({ value, label: profileTitles[value] }))}
        className="w-56"
      />
      <Select
        aria-label="Archived"
        placeholder="In use"
        value={get('archived')}
        onChange={({ target }) => set({ archived: target.value })}
        options={[{ value: 'true', label: 'Archived' }]}
        className="w-32"
      />
    </div>
  )
}
