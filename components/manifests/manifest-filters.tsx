'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { classRules, networkProfiles, profileTitles, runnerClasses } from '#lib/manifests/classes.ts'
import { useSettled } from './use-settled.ts'

/** The filters of the list, kept in the address. */
export function ManifestFilters() {
  const router = useRouter()
  const search = useSearchParams()
  const [name, setName] = useState(search.get('q') ?? '')
  const settled = useSettled(name.trim(), 250)
  const set = (field: string, value: string) => {
    const query = new URLSearchParams(window.location.search)
    if (value) query.set(field, value)
    else query.delete(field)
    query.delete('cursor')
    router.replace(`?${query}`)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed may change the address.
  useEffect(() => {
    if (settled !== (search.get('q') ?? '')) set('q', settled)
  }, [settled])
  return (
    <div className="mb-3 flex flex-wrap gap-2">
      <Input
        type="search"
        aria-label="Name"
        placeholder="Name contains…"
        value={name}
        onChange={({ target }) => setName(target.value)}
        className="w-56"
      />
      <Select
        aria-label="Class"
        placeholder="Any class"
        value={search.get('class') ?? ''}
        onChange={({ target }) => set('class', target.value)}
        options={runnerClasses.map((value) => ({ value, label: classRules[value].title }))}
        className="w-44"
      />
      <Select
        aria-label="Network profile"
        placeholder="Any network profile"
        value={search.get('profile') ?? ''}
        onChange={({ target }) => set('profile', target.value)}
        options={networkProfiles.map((value) => ({ value, label: profileTitles[value] }))}
        className="w-56"
      />
      <Select
        aria-label="Archived"
        placeholder="In use"
        value={search.get('archived') ?? ''}
        onChange={({ target }) => set('archived', target.value)}
        options={[{ value: 'true', label: 'Archived' }]}
        className="w-32"
      />
    </div>
  )
}
