import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { byPeriod, priceOn } from './series.mjs'

/**
 * Answers one request about the series:
 * `{ order: { on, lines: [{ symbol, quantity }] } }` prices an order as of a day,
 * `{ report: { by: "year" | "quarter" } }` writes a table of all symbols and answers with the best of each period.
 * Amounts are whole cents.
 */
export async function answer(series, { input, outputFolder, log }) {
  if (input?.order) return priceOrder(series, input.order, log)
  if (input?.report) return report(series, input.report, outputFolder, log)
  throw new TypeError('Ask for an order or a report.')
}

function priceOrder(series, { on, lines = [] }, log) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on ?? '')) throw new TypeError('"on" must be a day such as 2009-06-15.')
  if (!lines.length) throw new TypeError('The order has no lines.')
  const priced = lines.map(({ symbol, quantity }, index) => {
    const list = series.get(symbol)
    if (!list) throw new TypeError(`Line ${index + 1}: there is no ${symbol}, only ${[...series.keys()].join(', ')}.`)
    if (!Number.isInteger(quantity) || quantity < 1)
      throw new TypeError(`Line ${index + 1}: quantity must be at least 1.`)
    const price = priceOn(list, on)
    if (!price) throw new TypeError(`Line ${index + 1}: ${symbol} has no price on ${on} yet.`)
    return { symbol, quantity, price_of: price.on, cents: price.cents, total: price.cents * quantity }
  })
  const total = priced.reduce((sum, line) => sum + line.total, 0)
  log(`${priced.length} lines as of ${on}: ${total} cents`)
  return { on, lines: priced, total }
}

async function report(series, { by = 'year' }, outputFolder, log) {
  if (by !== 'year' && by !== 'quarter') throw new TypeError('"by" must be year or quarter.')
  const rows = [...series].flatMap(([symbol, list]) => byPeriod(list, by).map((row) => ({ symbol, ...row })))
  const columns = Object.keys(rows[0])
  if (outputFolder) {
    const csv = [columns, ...rows.map((row) => columns.map((column) => row[column]))].map((row) => `${row.join(',')}\n`)
    await writeFile(path.join(outputFolder, 'report.csv'), csv.join(''))
    await writeFile(path.join(outputFolder, 'report.json'), JSON.stringify(rows, null, 2))
  }
  const best = [...Map.groupBy(rows, ({ period }) => period)].map(([period, found]) => {
    const top = found.reduce((a, b) => (b.change_percent > a.change_percent ? b : a))
    return { period, symbol: top.symbol, change_percent: top.change_percent }
  })
  log(`${rows.length} rows by ${by}`)
  return { by, rows: rows.length, best }
}
