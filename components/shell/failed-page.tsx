'use client'

import { RotateCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { startTransition } from 'react'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

/** A page that could not be made: what to do, and what to tell whoever looks into it. Never a stack. */
export function FailedPage({ reference, reset }: { reference: string | undefined; reset: () => void }) {
  const router = useRouter()
  const again = () =>
    startTransition(() => {
      router.refresh()
      reset()
    })
  return (
    <div role="alert">
      <h1 className="sr-only">This page could not be shown</h1>
      <EmptyState
        title="This page could not be shown"
        actions={
          <>
            <Button variant="primary" icon={<RotateCw aria-hidden />} onClick={again}>
              Try again
            </Button>
            <ButtonLink href="/">Go to the overview</ButtonLink>
          </>
        }
      >
        <p>
          Something failed on our side. Nothing you did is lost: what is done is in the evidence. If it stays, give your
          operator the code below.
        </p>
        <p className="mt-2 font-mono text-sm">internal{reference ? ` · ${reference}` : ''}</p>
      </EmptyState>
    </div>
  )
}
