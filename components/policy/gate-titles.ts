import type { PolicyGateName } from '#lib/policy/policy-words.ts'

/** When each gate asks, in words. */
export const gateTitles: Record<PolicyGateName, string> = {
  pre_deploy: 'Before a deployment',
  deploy: 'Before it is applied',
  run: 'Before every run',
}
