const MIB = 1024 * 1024

/** How much an uploaded archive may hold once unpacked. AWS Lambda takes 250 MiB, so nothing useful is larger. */
export const archiveLimits = {
  entries: 20_000,
  totalBytes: 256 * MIB,
  fileBytes: 128 * MIB,
  pathBytes: 512,
  /** Unpacked to packed, looked at above `ratioFloorBytes`: text reaches 20, a bomb 1000. */
  ratio: 200,
  ratioFloorBytes: MIB,
}

export type ArchiveLimits = typeof archiveLimits
