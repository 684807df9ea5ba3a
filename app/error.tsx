'use client'

import { FailedPage } from '#components/shell/failed-page.tsx'

export default function RootError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="mx-auto max-w-xl p-6">
      <FailedPage reference={error.digest} reset={reset} />
    </main>
  )
}
