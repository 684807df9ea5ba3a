import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

/** The answer for a page that is not there, and alike for one of another tenant or beyond one's role. */
export function NothingHere() {
  return (
    <>
      <h1 className="sr-only">Nothing here by that name</h1>
      <EmptyState
        title="Nothing here by that name"
        actions={
          <ButtonLink href="/" variant="primary">
            Go to the overview
          </ButtonLink>
        }
      >
        <p>
          The address may be mistyped, it may belong to another tenant, or your role does not show it. Check the
          address, or switch the tenant at the top of the menu.
        </p>
        <p className="mt-2 font-mono text-sm">not_found</p>
      </EmptyState>
    </>
  )
}
