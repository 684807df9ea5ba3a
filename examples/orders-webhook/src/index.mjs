import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { orderSchema } from './order.mjs'
import { total } from './total.mjs'

/**
 * Takes one order, as the body of the webhook or the input of a run, and answers with its receipt. The receipt is also
 * written to the run's output, which the platform keeps once per run token: a delivery that is repeated counts once.
 * An order with faults fails the run, and its message names every fault.
 */
export const handler = async (event) => {
  const { success, data: order, error } = orderSchema.safeParse(event)
  if (!success) {
    const faults = error.issues.map((issue) => `${issue.path.join('.') || 'order'}: ${issue.message}`)
    throw new TypeError(`The order was refused. ${faults.join('; ')}`)
  }
  const receipt = {
    order: order.id,
    run_token: process.env.BC_RUN_TOKEN,
    currency: order.currency,
    lines: order.lines.length,
    ...total(order, process.env.TAX_PERCENT ?? '0'),
  }
  console.log(`order ${order.id}: ${receipt.lines} lines, ${receipt.total} ${order.currency}`)
  const folder = process.env.BC_OUTPUT_DIR
  if (folder) await writeFile(path.join(folder, 'receipt.json'), `${JSON.stringify(receipt, null, 2)}\n`)
  return receipt
}
