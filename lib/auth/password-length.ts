/** In characters. Apart from the schema, so that a form can say it without loading the validator. */
export const MIN_PASSWORD_LENGTH = 12
