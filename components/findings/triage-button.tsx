'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { TriageDialogProps } from './triage-dialog.tsx'

const TriageDialog = dynamic(() => import('./triage-dialog.tsx').then((file) => file.TriageDialog))

type Props = Omit<TriageDialogProps, 'onClose'> & { label?: string; small?: boolean }

/** Opens the question how a finding stands. Nothing for those who may not answer it. */
export function TriageButton({ label = 'Triage', small, ...dialog }: Props) {
  const [asking, setAsking] = useState(false)
  if (!dialog.mayTriage) return null
  return (
    <>
      <Button size={small ? 'sm' : 'md'} onClick={() => setAsking(true)} className="relative z-10">
        {label}
      </Button>
      {asking ? <TriageDialog {...dialog} onClose={() => setAsking(false)} /> : null}
    </>
  )
}
