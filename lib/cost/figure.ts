// Made once: making a format costs more than using it a hundred times.
const format = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 })

/** A quantity as people read it, with up to three decimals: `2,880`, `0.098`. */
export const figure = (value: number): string => format.format(value)
