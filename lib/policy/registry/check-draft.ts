import type { Tx } from '../../db/client.ts'
import type { PolicyDraft } from '../../db/generated/client.ts'
import { BareCountError } from '../../errors.ts'
import { contentOfDraft } from './draft-content.ts'
import { isError, lintPolicies } from './lint-policies.ts'
import { readLayers, schemaOf } from './read-layers.ts'
import type { RuleFault } from './rule-fault.ts'

/** Every fault and oddity of a draft's rules, held against the schema that is active. */
export async function faultsOfDraft(tx: Tx, draft: PolicyDraft): Promise<RuleFault[]> {
  const schema = schemaOf(await readLayers(tx, draft.scopeTenantId))
  return lintPolicies({ schema, policies: contentOfDraft(draft).policies })
}

/** Throws `invalid_input` with every fault of a draft that cannot be asked; what is merely odd passes. */
export async function refuseFaulty(tx: Tx, draft: PolicyDraft): Promise<void> {
  const faults = (await faultsOfDraft(tx, draft)).filter(isError)
  if (faults.length === 0) return
  const rules = new Set(faults.map(({ rule }) => rule)).size
  throw new BareCountError(
    'invalid_input',
    `There ${faults.length === 1 ? 'is 1 fault' : `are ${faults.length} faults`} in ${rules === 1 ? '1 rule' : `${rules} rules`}.`,
    {
      faults: faults.map(({ rule, line, column, message, remedy }) => ({
        path: rule,
        line,
        column,
        message,
        ...(remedy && { remedy }),
      })),
      remedy: 'Correct them in the draft; the text stays as it is.',
    },
  )
}
