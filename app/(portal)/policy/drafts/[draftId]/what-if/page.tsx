import type { Metadata } from 'next'
import { ChangesTable } from '#components/policy/changes-table.tsx'
import { SimulationFigures } from '#components/policy/simulation-counts.tsx'
import { WhatIf } from '#components/policy/what-if.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { readSearch } from '#lib/http/search-params.ts'
import { listChanges } from '#lib/policy/registry/queries.ts'
import { simulationCountsSchema } from '#lib/policy/simulate/schema.ts'
import { simulateAction } from '../../actions.ts'
import { DraftPage } from '../draft-page.tsx'

export const metadata: Metadata = { title: 'What a policy draft would change' }

type Props = { params: Promise<{ draftId: string }>; searchParams: Promise<{ cursor?: string }> }

export default async function DraftWhatIfPage({ params, searchParams }: Props) {
  const { cursor } = await readSearch(searchParams)
  return (
    <DraftPage params={params}>
      {async (draft, actor) => {
        const { simulation, changes, next } = await listChanges(actor, draft.id, { cursor })
        const counts = simulationCountsSchema.safeParse(simulation?.counts)
        return (
          <>
            <WhatIf draft={draft} simulation={simulation} start={simulateAction} />
            {counts.success ? <SimulationFigures counts={counts.data} /> : null}
            {changes.length > 0 ? (
              <div className="mt-6">
                <ChangesTable changes={changes} next={next} />
              </div>
            ) : null}
            {simulation?.status === 'finished' && changes.length === 0 ? (
              <EmptyState title="Nothing would change">Every verdict stays as it is.</EmptyState>
            ) : null}
          </>
        )
      }}
    </DraftPage>
  )
}
