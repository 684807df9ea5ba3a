import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'

const steps = [
  ['Declare', 'Write a manifest: class, size and network profile. Four questions can choose for you.'],
  ['Deploy', 'Submit it and deploy to dev. Build, scan, signature and smoke test happen by themselves.'],
  ['Run', 'Start it from its page, the command line, a webhook or a schedule. Each run leaves its proof.'],
] as const

/** What a tenant without anything does first. */
export function FirstSteps({ mayWrite }: { mayWrite: boolean }) {
  return (
    <Card className="mb-8 p-6">
      <h2 className="font-semibold text-prose">From a manifest to a running runner</h2>
      <ol className="my-4 grid gap-4 sm:grid-cols-3">
        {steps.map(([title, words], index) => (
          <li key={title} className="flex gap-3">
            <span
              aria-hidden
              className="grid size-6 shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-accent-text text-sm"
            >
              {index + 1}
            </span>
            <span>
              <span className="block font-medium">{title}</span>
              <span className="text-ink-muted">{words}</span>
            </span>
          </li>
        ))}
      </ol>
      {mayWrite ? (
        <div className="flex flex-wrap gap-2">
          <ButtonLink href="/manifests/new" variant="primary">
            Write a manifest
          </ButtonLink>
          <ButtonLink href="/manifests/import">Import one</ButtonLink>
        </div>
      ) : (
        <p className="text-ink-muted">Your role reads. An engineer of the tenant writes the first manifest.</p>
      )}
    </Card>
  )
}
