'use client'

import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Status } from '#components/ui/status.tsx'
import type { EvidenceProof } from '#lib/evidence/prove-evidence.ts'
import { type VerifiedStep, verifyInBrowser } from './verify-in-browser.ts'

/** Verifies an entry in the browser at a press, and shows each step as it passes. */
export function VerifyHere({ proof }: { proof: EvidenceProof }) {
  const [steps, setSteps] = useState<VerifiedStep[]>([])
  const [running, setRunning] = useState(false)
  const [trouble, setTrouble] = useState<string>()

  async function run() {
    setSteps([])
    setTrouble(undefined)
    setRunning(true)
    try {
      for await (const step of verifyInBrowser(proof)) setSteps((before) => [...before, step])
    } catch (error) {
      const reason = globalThis.crypto?.subtle ? String(error) : 'it needs HTTPS or localhost for that'
      setTrouble(`This browser cannot check it (${reason}). Take the proof and check it with the command below.`)
    }
    setRunning(false)
  }

  const failed = steps.some((step) => !step.passed)
  return (
    <div className="space-y-3">
      <Button icon={<ShieldCheck aria-hidden />} pending={running} onClick={() => void run()}>
        Verify here
      </Button>
      <ol aria-live="polite" className="space-y-2">
        {steps.map((step) => (
          <li key={step.name} className="animate-appear">
            <Status status={step.passed ? 'passed' : 'failed'}>{step.name}</Status>
            <p className="pl-5.5 text-ink-muted">{step.detail}</p>
          </li>
        ))}
      </ol>
      {steps.length && !running && !trouble ? (
        <p className="font-medium" role="status">
          {failed ? 'This entry does not verify.' : 'This entry is signed and in the log, unchanged.'}
        </p>
      ) : null}
      {trouble ? <p role="alert">{trouble}</p> : null}
    </div>
  )
}
