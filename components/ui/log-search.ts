/** A line of a log. `id` is unique in it and grows. */
export type LogLine = { id: string; at?: string; text: string }

/** Text written in one piece as lines: chunks arrive with several lines each, and a trailing newline is not a line. */
export function linesOf(chunks: readonly { seq: string; at?: string; text: string }[]): LogLine[] {
  return chunks.flatMap((chunk) =>
    chunk.text
      .replace(/\r?\n$/, '')
      .split(/\r?\n/)
      .map((text, part) => ({
        id: `${chunk.seq}.${part}`,
        text: plainText(text),
        ...(chunk.at ? { at: chunk.at } : {}),
      })),
  )
}

/** Indexes of the lines that hold `query`, in any case. None for an empty query. */
export function findInLog(lines: readonly LogLine[], query: string): number[] {
  const wanted = query.trim().toLowerCase()
  if (!wanted) return []
  return lines.flatMap((line, index) => (line.text.toLowerCase().includes(wanted) ? [index] : []))
}

/** Without terminal colours, which tools write even where nobody sees them. */
export function plainText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for
  return text.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '')
}
