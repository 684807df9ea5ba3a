// Apart from schema.ts, so that pages which only name dead letters do not carry the whole validator.

/** How a failure stands in the ledger. All but `open` are addressed. */
export const deadLetterStatuses = ['open', 'replayed', 'superseded', 'waived'] as const
export type DeadLetterStatusName = (typeof deadLetterStatuses)[number]
