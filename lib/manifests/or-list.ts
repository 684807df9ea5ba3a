/** Words to choose from, as a sentence names them: `a`, `a or b`, `a, b or c`. Pure. */
export function orList(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}
