'use client'

import { Select } from '#components/ui/select.tsx'
import { useFilters } from '#components/ui/use-filters.ts'
import { dataClassifications } from '#lib/manifests/classes.ts'

/** Which environment and which data the matrix is read for; the address keeps both. */
export function MatrixPlaceFilter({ environments }: { environments: readonly string[] }) {
  const { get, set } = useFilters()
  return (
    <>
      <Select
        aria-label="Environment"
        placeholder="Any environment"
        value={get('environment')}
        onChange={({ target }) => set({ environment: target.value })}
        options={environments.map((value) => ({ value, label: value }))}
        className="w-40"
      />
      <Select
        aria-label="Data"
        placeholder="Any data"
        value={get('data')}
        onChange={({ target }) => set({ data: target.value })}
        options={dataClassifications.map((value) => ({ value, label: value }))}
        className="w-36"
      />
    </>
  )
}
