/**
 * Folders of the home that a backup holds. All others are made again when they are missing: unpacked artifacts and
 * images, package caches, and what belongs to a living process.
 */
export const FOLDERS = ['blobs', 'storage', 'checkpoints', 'agent-output', 'metrics', 'runners'] as const

/** What is kept apart from the rest: who has both can read every secret and sign in the portal's name. */
export const KEY_PARTS = ['keys', 'session-secret', 'first-password'] as const
