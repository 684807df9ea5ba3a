import { route } from '#lib/http/route.ts'
import { replaceMatrix, replaceMatrixInput } from '#lib/policy/matrix/replace-matrix.ts'
import { draftParams } from '#lib/policy/registry/schema.ts'

export const PUT = route({
  summary: 'Put the rows of a CSV or YAML file in the place of a draft’s matrix; a file with faults changes nothing',
  permission: 'policy:write',
  params: draftParams,
  body: replaceMatrixInput.omit({ id: true }),
  handler: (actor, { params, body }) => replaceMatrix(actor, { ...body, id: params.draftId }),
})
