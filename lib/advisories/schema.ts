import { z } from 'zod'

/** Largest file that is taken, in bytes: a whole export of all ecosystems has about half of it. */
export const MAX_ADVISORY_FILE_BYTES = 2 * 1024 ** 3

const ecosystem = z.string().regex(/^[A-Za-z][\w .-]*(:[\w.:-]+)?$/, 'Spell it as OSV does, e.g. npm or Debian:12.')

/** How a source is called: what it is replaced and completed under. */
export const sourceName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,62}$/, 'Use up to 63 lower-case letters, digits, dots and dashes.')

/** The query of an upload. */
export const importQuery = z.object({
  source: sourceName,
  /** Ecosystems of which the file has every advisory there is, by commas. */
  completeFor: z
    .string()
    .max(2000)
    .default('')
    .transform((text) => text.split(',').flatMap((part) => part.trim() || []))
    .pipe(z.array(ecosystem).max(50)),
})

const count = z.int().min(0)

/** A source as it is listed. */
const advisorySourceSchema = z.object({
  id: z.string(),
  name: z.string(),
  digest: z.string(),
  version: z.string().nullable(),
  records: count,
  packages: count,
  newestModified: z.date().nullable(),
  ecosystems: z.array(z.string()),
  completeFor: z.array(z.string()),
  importedAt: z.date(),
  /** E-mail address of who imported it; null for what comes with the product. */
  importedBy: z.string().nullable(),
})
export type AdvisorySourceRow = z.infer<typeof advisorySourceSchema>

/** What an import did. */
export const importResultSchema = z.object({
  sourceId: z.string(),
  source: z.string(),
  digest: z.string(),
  /** The same file was imported before: nothing was done. */
  repeated: z.boolean(),
  /** Records read. */
  read: count,
  /** Of them new, or newer than what was held. */
  changed: count,
  withdrawn: count,
  malformed: count,
  /** The first of the malformed ones, with the reason. */
  faults: z.array(z.object({ entry: z.string(), reason: z.string() })),
  /** Held of the source now. */
  records: count,
})
export type ImportResult = z.infer<typeof importResultSchema>
