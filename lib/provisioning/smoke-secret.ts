/** Where the secret of a runner's smoke test is written, anew for each. Pure. */
export function smokeSecret(runnerId: string): string {
  return `smoke-test/${runnerId.toLowerCase().replaceAll('_', '-')}`
}
