'use client'

import { useRouter } from 'next/navigation'
import { Select } from '#components/ui/select.tsx'

type Props = { version: number; against: number | null; versions: readonly number[] }

/** Chooses the version that another one is compared with; the address keeps it. */
export function VersionPicker({ version, against, versions }: Props) {
  const router = useRouter()
  if (versions.length === 0) return null
  return (
    <Select
      aria-label="Compared with"
      value={String(against ?? '')}
      onChange={({ target }) => router.push(`/policy/versions/${version}?against=${target.value}`)}
      options={[
        ...(against === null ? [{ value: '', label: 'Nothing' }] : []),
        ...versions.map((one) => ({ value: String(one), label: `Since version ${one}` })),
      ]}
    />
  )
}
