/** Lambda's own limit for the scratch folder, and more than a run should hand over as one file. */
export const MAX_FILE_BYTES = 512 * 1024 * 1024
/** Of one run. */
export const MAX_OUTPUT_FILES = 10_000
/** Of a path below the output folder. */
export const MAX_PATH_LENGTH = 1000
/** What most file systems take as one name. */
const MAX_NAME_BYTES = 255

/** Whether a path below an output folder can be kept: plain names, none that leads anywhere else. Pure. */
export function isOutputPath(name: string): boolean {
  const isPlain = (part: string) =>
    part !== '' && part !== '.' && part !== '..' && Buffer.byteLength(part) <= MAX_NAME_BYTES
  return (
    name.length <= MAX_PATH_LENGTH && name.isWellFormed() && !/[\p{Cc}\\]/u.test(name) && name.split('/').every(isPlain)
  )
}
