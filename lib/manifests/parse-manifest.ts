import { z } from 'zod'
import type { Fault } from '../errors.ts'
import { checkRules, type RuleIssue } from './cross-field-rules.ts'
import { describeIssue } from './describe-issue.ts'
import { type FieldPath, formatPath } from './field-path.ts'
import { locateField } from './locate-field.ts'
import { normaliseManifest } from './normalise-manifest.ts'
import { readBytes } from './read-bytes.ts'
import { at, readYaml } from './read-yaml.ts'
import { manifestFields, type NormalisedManifest, type RunnerManifest } from './schema.ts'

/** A manifest as far as it could be read. The text is kept whatever is wrong with it. */
export type ParsedManifest = {
  text: string
  /** In the order of the text; empty exactly when `manifest` and `normalised` are there. */
  faults: Fault[]
  /** What the document holds, valid or not; absent when it is not even well-formed. For forms that must show what is wrong. */
  value?: unknown
  manifest?: RunnerManifest
  normalised?: NormalisedManifest
}

/**
 * Reads a manifest in YAML or JSON, as typed or as uploaded bytes. Never throws: each fault names its field, its line
 * and column (1-based), what is wrong and what to do. Runs in the browser and on the server alike.
 */
export function parseManifest(input: string | Uint8Array): ParsedManifest {
  const { text, fault } = readBytes(input)
  if (fault) return { text, faults: [fault] }
  const { document, faults, positions } = readYaml(text)
  if (!document) return { text, faults }
  if (document.contents === null) {
    return {
      text,
      faults: [{ path: '', line: 1, column: 1, message: 'There is nothing here yet.', remedy: firstLine }],
    }
  }
  const value: unknown = document.toJS()
  const read = manifestFields.safeParse(value, { reportInput: true })
  // The rules are asked also when single fields are wrong, so that people see every fault at once.
  const broken: RuleIssue[] = []
  checkRules(value, { addIssue: (issue) => broken.push(issue) })
  if (read.success && broken.length === 0) {
    return { text, faults: [], value, manifest: read.data, normalised: normaliseManifest(read.data) }
  }
  const placed = [...(read.error?.issues ?? []), ...broken]
    .slice(0, MAX_FAULTS)
    .flatMap((issue) => describeIssue(issue, knownKeys))
    .map(({ path, of, message, remedy }) => ({ path, message, remedy, offset: locateField(document, path, of) }))
    .sort((a, b) => a.offset - b.offset)
  return {
    text,
    value,
    faults: placed.map(({ path, offset, message, remedy }) => ({
      path: formatPath(path),
      ...at(positions, offset),
      message,
      ...(remedy !== undefined && { remedy }),
    })),
  }
}

const MAX_FAULTS = 100
const firstLine = 'Begin with apiVersion: barecount.io/v1, or use the selection guide.'

/** The keys the schema knows at a path, for “did you mean”. */
function knownKeys(path: FieldPath): readonly string[] {
  let schema: z.ZodType = manifestFields
  for (const key of path) {
    const inner = unwrap(schema)
    if (inner instanceof z.ZodObject) schema = inner.shape[key] ?? z.never()
    else if (inner instanceof z.ZodArray) schema = inner.element as z.ZodType
    else return []
  }
  const inner = unwrap(schema)
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : []
}

function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable
    ? unwrap(schema.unwrap() as z.ZodType)
    : schema
}
