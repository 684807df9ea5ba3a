/**
 * `query` with an order that leaves nothing to chance: its own, then every column from left to right. The engine's
 * threads hand rows over as they come, and the same rows shall be the same bytes each time.
 * Rejects with the engine's word on `query` as it stands in the script.
 */
export async function ordered(connection, query) {
  const { columnCount } = await connection.prepare(query)
  const serialised = await connection.runAndReadAll('select json_serialize_sql($1::varchar)', [query.trim()])
  const tree = JSON.parse(serialised.getRows()[0][0], exactNumber)
  // Some statements, PIVOT for one, have no such form; as a table they have no order of their own either.
  if (tree.error) return `select * from (${query}\n) order by all`
  const { modifiers } = tree.statements[0].node
  const own = modifiers.find(({ type }) => type === 'ORDER_MODIFIER')
  // `order by all` is all of them already, and can stand only alone.
  if (own?.orders.some(({ expression }) => expression.class === 'STAR')) return query
  const orders = Array.from({ length: columnCount }, (_, index) => byPosition(index + 1))
  if (own) own.orders.push(...orders)
  else {
    const limit = modifiers.findIndex(({ type }) => type.startsWith('LIMIT'))
    modifiers.splice(limit < 0 ? modifiers.length : limit, 0, { type: 'ORDER_MODIFIER', orders })
  }
  const text = await connection.runAndReadAll('select json_deserialize_sql($1::json)', [JSON.stringify(tree)])
  return text.getRows()[0][0]
}

/** Literals and places are 64 bits wide and more; none may be rounded on the way. */
const exactNumber = (_key, value, { source }) => (typeof value === 'number' ? JSON.rawJSON(source) : value)

const byPosition = (value) => ({
  type: 'ORDER_DEFAULT',
  null_order: 'ORDER_DEFAULT',
  expression: {
    class: 'CONSTANT',
    type: 'VALUE_CONSTANT',
    alias: '',
    query_location: 0,
    value: { type: { id: 'INTEGER', type_info: null }, is_null: false, value },
  },
})
