import { pageQuery, route } from '#lib/http/route.ts'
import { listEstimates, readEstimateErrors } from '#lib/usage/list-estimates.ts'

export const GET = route({
  summary: 'Runners with their estimates beside what was measured, and the past error of each class',
  permission: 'cost:read',
  query: pageQuery,
  handler: async (actor, { query }) => {
    const [page, errors] = await Promise.all([listEstimates(actor, query), readEstimateErrors(actor)])
    return { ...page, errors }
  },
})
