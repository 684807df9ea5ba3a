import { digestOf } from '../digest.ts'

/**
 * What failures that are one error have in common: the runner, the cause, and the first line of the reason without what
 * differs from run to run (numbers, ids, quoted names, addresses). `sha256:…`. Pure.
 */
export function fingerprintOf({ runnerId, cause, error }: { runnerId: string; cause: string; error: string }): string {
  return digestOf([runnerId, cause, patternOf(error)].join('\n'))
}

/** The error with a mark in place of each thing that differs from run to run; people read it as the group's title. Pure. */
export function patternOf(error: string): string {
  return (error.split('\n')[0] ?? '')
    .slice(0, 500)
    .replace(/\b[a-z]{3}_[0-9A-HJKMNP-TV-Z]{26}\b/g, '…')
    .replace(/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, '…')
    .replace(/\b(?:sha256:)?(?=\d*[a-f])[0-9a-f]{16,}\b/gi, '…')
    .replace(/(["'“‘`])[^"'”’`]{1,200}["'”’`]/g, '$1…$1')
    .replace(/\d+(?:[.,:]\d+)*/g, '…')
    .trim()
}
