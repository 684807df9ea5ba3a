/** Whether a path belongs to the platform, which writes it itself: webhook signing secrets and smoke tests. */
export function isPlatformPath(path: string): boolean {
  return /^(webhooks|smoke-test)\//.test(path)
}
