const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `symbol,date,price` with dates like `Jan 1 2000` → for each symbol its prices by day, oldest first, in cents. */
export function parseSeries(text) {
  const series = new Map()
  const [head, ...lines] = text.trim().split(/\r?\n/)
  if (head !== 'symbol,date,price') throw new Error(`unexpected columns: ${head}`)
  for (const [index, line] of lines.entries()) {
    const [symbol, date = '', price] = line.split(',')
    const [month, day, year] = date.split(' ')
    const cents = Math.round(Number(price) * 100)
    const place = months.indexOf(month) + 1
    if (!symbol || place === 0 || !(cents > 0)) throw new Error(`line ${index + 2} is no price: ${line}`)
    const on = `${year}-${String(place).padStart(2, '0')}-${day.padStart(2, '0')}`
    series.set(symbol, [...(series.get(symbol) ?? []), { on, cents }])
  }
  for (const list of series.values()) list.sort((a, b) => (a.on < b.on ? -1 : 1))
  return series
}

/** The price in force on a day: the last one that was set by then. Undefined before the first. */
export function priceOn(list, day) {
  return list.findLast(({ on }) => on <= day)
}

/** First, last, lowest, highest and mean price of each period (`year` or `quarter`), and its change in percent. */
export function byPeriod(list, period) {
  const groups = Map.groupBy(list, ({ on }) =>
    period === 'year' ? on.slice(0, 4) : `${on.slice(0, 4)}-Q${Math.ceil(Number(on.slice(5, 7)) / 3)}`,
  )
  return [...groups].map(([name, prices]) => {
    const cents = prices.map((price) => price.cents)
    const [first, last] = [cents[0], cents.at(-1)]
    return {
      period: name,
      first,
      last,
      low: Math.min(...cents),
      high: Math.max(...cents),
      mean: Math.round(cents.reduce((sum, each) => sum + each, 0) / cents.length),
      change_percent: Math.round(((last - first) / first) * 1000) / 10,
    }
  })
}
