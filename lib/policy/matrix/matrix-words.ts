// Apart from schema.ts, so that pages which only show a matrix do not carry the whole validator.

/** Whose word it is, the one that counts most first. */
export const matrixScopes = ['contract', 'tenant', 'platform'] as const
export type MatrixScope = (typeof matrixScopes)[number]

/** Stands for every environment, every classification and, as a tenant, for the whole platform. */
export const ANY = ''
