import type { ReactNode } from 'react'
import { Wordmark } from '#components/shell/wordmark.tsx'

/** Screens without a session: one narrow column. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center px-5 py-10">
      <div className="mb-8">
        <Wordmark />
      </div>
      {children}
    </main>
  )
}
