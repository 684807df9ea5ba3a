import { ExceptionTerms, type TermsOfException } from '#components/exceptions/exception-terms.tsx'
import { LivingRunners, type UseOfException } from '#components/exceptions/living-runners.tsx'
import { Section } from '#components/ui/section.tsx'

export type ExceptionUnderDecision = TermsOfException & {
  /** What was deployed by the one that it renews. */
  uses: readonly UseOfException[]
}

/** What an approver looks at when somebody asks for an exception: the terms, and what would go on living on it. */
export function ExceptionDecision({ exception }: { exception: ExceptionUnderDecision }) {
  return (
    <>
      <Section title="What is asked for">
        <ExceptionTerms exception={exception} />
      </Section>
      {exception.renewsId ? (
        <Section title="Runners that live on what it renews">
          <LivingRunners uses={exception.uses} />
        </Section>
      ) : null}
    </>
  )
}
