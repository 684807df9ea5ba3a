'use client'

import { FailedPage } from '#components/shell/failed-page.tsx'

export default function PortalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <FailedPage reference={error.digest} reset={reset} />
}
