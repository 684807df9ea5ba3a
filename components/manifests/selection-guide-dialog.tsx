'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogClose } from '#components/ui/dialog.tsx'
import { RadioCards } from '#components/ui/radio-cards.tsx'
import { classRules, profileTitles } from '#lib/manifests/classes.ts'
import { type Answers, questions, type Recommendation, recommendRunner } from '#lib/manifests/selection-guide.ts'

const names = ['source', 'shape', 'latency', 'compliance'] as const

type Props = {
  onApply(recommendation: Recommendation): void
  /** Open at once, for somebody who begins with it. */
  defaultOpen?: boolean
}

/** Four questions that end in a class, a size and a network profile, with the reasons. */
export function SelectionGuideDialog({ onApply, defaultOpen = false }: Props) {
  const [open, setOpen] = useState(defaultOpen)
  const [answers, setAnswers] = useState<Partial<Answers>>({})
  const recommended = isComplete(answers) ? recommendRunner(answers) : undefined
  return (
    <Dialog
      wide
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>Selection guide</Button>}
      title="Which runner fits?"
      description="Four questions. The answer fills class, size and network profile; you can change them after."
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button
            variant="primary"
            disabled={!recommended}
            onClick={() => {
              if (!recommended) return
              onApply(recommended)
              setOpen(false)
            }}
          >
            Fill the manifest
          </Button>
        </>
      }
    >
      <div className="space-y-5">
        {names.map((name) => (
          <RadioCards<string>
            key={name}
            legend={questions[name].title}
            options={questions[name].options.map(({ value, title, hint }) => ({ value, title, description: hint }))}
            value={answers[name]}
            onChange={(value) => setAnswers({ ...answers, [name]: value })}
          />
        ))}
        <div aria-live="polite">
          {recommended ? <Answer recommended={recommended} /> : <Missing answers={answers} />}
        </div>
      </div>
    </Dialog>
  )
}

function Answer({ recommended }: { recommended: Recommendation }) {
  return (
    <div className="rounded-md bg-accent-soft p-3">
      <p className="font-medium">
        {classRules[recommended.class].title}, {recommended.size}, {profileTitles[recommended.profile]}
      </p>
      <ul className="mt-1 list-disc space-y-0.5 pl-4">
        {recommended.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </div>
  )
}

function Missing({ answers }: { answers: Partial<Answers> }) {
  const left = names.filter((name) => answers[name] === undefined).length
  return <p className="text-ink-muted">{left === 1 ? 'One question is left.' : `${left} questions are left.`}</p>
}

function isComplete(answers: Partial<Answers>): answers is Answers {
  return names.every((name) => answers[name] !== undefined)
}
