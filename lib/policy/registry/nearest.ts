import { distance } from 'fastest-levenshtein'

/** The word somebody most likely meant: the nearest one, unless it takes changing more than half of it. Pure. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const [best] = words
    .map((one) => ({ one, far: distance(word.toLowerCase(), one.toLowerCase()) }))
    .sort((a, b) => a.far - b.far || (a.one < b.one ? -1 : 1))
  return best && best.far <= Math.max(1, Math.floor(best.one.length / 2)) ? best.one : undefined
}

/** “Did you mean …?”, or what there is to choose from when nothing is near. Pure. */
export function didYouMean(word: string, words: readonly string[]): string {
  const meant = nearest(word, words)
  return meant ? `Did you mean ${meant}?` : `There are: ${words.join(', ')}.`
}
