import { leavesOf } from './changed-facts.ts'
import type { ReadDecision } from './decision-kinds.ts'

/** A request of a kind that has no reader of its own: what was told when it was made. */
export const plainDecision: ReadDecision = async (_actor, request, requester) => ({
  what: `${requester} asks: ${request.summary.replace(/\.$/, '')}.`,
  why: 'It takes people who have no part in it.',
  marks: [],
  sections: Object.entries(request.facts).map(([part, { value }]) => ({
    id: part,
    title: part.charAt(0).toUpperCase() + part.slice(1),
    blocks: [
      {
        type: 'facts' as const,
        items: [...leavesOf(value)].map(([path, text]) => ({ term: path || part, value: text, mono: true })),
      },
    ],
  })),
})
