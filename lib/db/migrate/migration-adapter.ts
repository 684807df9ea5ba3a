import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum, type SqlQuery, type SqlResultSet } from '@prisma/driver-adapter-utils'
import pg from 'pg'

/** Postgres catalog types the stock adapter cannot read: "char" and name[]. */
const CHAR = 18
const NAME_ARRAY = 1003
const TEXT = 25
const TEXT_ARRAY = 1009

type RawResult = { fields?: { dataTypeID: number }[] }
type Adapter = {
  performIO(query: SqlQuery): Promise<RawResult>
  queryRaw(query: SqlQuery): Promise<SqlResultSet>
  startTransaction?(...args: unknown[]): Promise<Adapter>
  executeScript(sql: string): Promise<void>
  dispose(): Promise<void>
  onError(error: unknown): never
}

/** Reads "char" columns as text on the wire and reports them to the engine as characters. */
function withCatalogTypes(adapter: Adapter): Adapter {
  const charColumns = new WeakMap<SqlQuery, number[]>()
  const perform = adapter.performIO.bind(adapter)
  adapter.performIO = async (query) => {
    const result = await perform(query)
    const found: number[] = []
    result.fields?.forEach((field, column) => {
      if (field.dataTypeID === CHAR) {
        field.dataTypeID = TEXT
        found.push(column)
      } else if (field.dataTypeID === NAME_ARRAY) field.dataTypeID = TEXT_ARRAY
    })
    charColumns.set(query, found)
    return result
  }
  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query)
    for (const column of charColumns.get(query) ?? []) result.columnTypes[column] = ColumnTypeEnum.Character
    return result
  }
  const begin = adapter.startTransaction?.bind(adapter)
  if (begin) adapter.startTransaction = async (...args) => withCatalogTypes(await begin(...args))
  return adapter
}

/**
 * What the schema engine connects with. Prisma's own factory will not do: it throws on the catalog type "char",
 * splits scripts on `;` (which breaks function bodies), and its shadow database is the real one.
 */
export class MigrationAdapterFactory {
  readonly provider = 'postgres'
  readonly adapterName = '@prisma/adapter-pg'
  private readonly drops = new Set<() => Promise<void>>()
  private readonly pools = new Set<pg.Pool>()
  private readonly config: pg.PoolConfig

  constructor(url: string) {
    this.config = { connectionString: url }
  }

  /** The engine does not wait for its connections: close them and drop shadow databases before leaving. */
  async cleanup(): Promise<void> {
    for (const pool of this.pools) if (!pool.ended) await pool.end()
    for (const drop of [...this.drops]) await drop()
  }

  connect(): Promise<Adapter> {
    return this.open(this.config)
  }

  async connectToShadowDb(): Promise<Adapter> {
    const name = `barecount_shadow_${crypto.randomUUID().replaceAll('-', '')}`
    const admin = new pg.Client(this.config)
    await admin.connect()
    await admin.query(`create database "${name}" template template0`)
    const drop = async () => {
      if (!this.drops.delete(drop)) return
      await admin.query(`drop database if exists "${name}" with (force)`)
      await admin.end()
    }
    this.drops.add(drop)
    const url = new URL(this.config.connectionString ?? '')
    url.pathname = `/${name}`
    return this.open({ connectionString: url.toString() }, drop)
  }

  private async open(config: pg.PoolConfig, onDispose?: () => Promise<void>): Promise<Adapter> {
    const pool = new pg.Pool({ ...config, max: 1 }) // one session, so that the engine's advisory lock holds
    this.pools.add(pool)
    pool.on('error', () => undefined) // a shadow database dropped with force cuts its idle connection
    const connected = (await new PrismaPg(pool, { schema: 'public' }).connect()) as unknown as Adapter
    const adapter = withCatalogTypes(connected)
    adapter.executeScript = async (sql) => {
      await pool.query(sql).catch((error: unknown) => adapter.onError(error))
    }
    adapter.dispose = async () => {
      if (!pool.ended) await pool.end()
      await onDispose?.()
    }
    return adapter
  }
}
