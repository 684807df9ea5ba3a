import { Download } from 'lucide-react'
import { buttonLook } from '#components/ui/button.tsx'

/** Downloads what `filters` leave as a pack that proves itself. A plain link: the router would try to show the zip. */
export function ExportLink({ filters }: { filters: URLSearchParams }) {
  return (
    <a href={`/api/v1/evidence/export?${filters}`} download className={buttonLook()}>
      <Download aria-hidden />
      {filters.size ? 'Export these as a pack' : 'Export all as a pack'}
    </a>
  )
}
