import Big from 'big.js'

/**
 * Net, tax and total of an order in whole cents. Tax is rounded once per order, half to even, in decimal arithmetic:
 * binary fractions would lose a cent here and there.
 */
export function total(order, taxPercent) {
  const net = order.lines.reduce((sum, line) => sum.plus(Big(line.unit_price).times(line.quantity)), Big(0))
  const tax = net.times(taxPercent).div(100).round(0, Big.roundHalfEven)
  return { net: net.toNumber(), tax: tax.toNumber(), total: net.plus(tax).toNumber() }
}
