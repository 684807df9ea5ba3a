import { formatMicros } from '../cost/money.ts'
import {
  classRules,
  type NetworkProfileName,
  networkProfiles,
  profileTitles,
  type RunnerClassName,
  runnerClasses,
} from '../manifests/classes.ts'
import { sayDuration } from '../say-duration.ts'

/**
 * Puts values into the `{resource.size}` places of a sentence. `{context.estimate|money}` writes micro-dollars,
 * `{context.hours.used|duration}` milliseconds;
 * `{resource.class|class}` and `{resource.profile|profile}` write what people call them, where nobody copies the code.
 * A place without a value keeps a question mark, so a sentence never fails to be said.
 */
export function fillSentence(sentence: string, roots: Record<string, unknown>): string {
  return sentence.replace(/\{([\w.]+)(?:\|(money|duration|class|profile))?\}/g, (_, path: string, form?: string) => {
    const value = path.split('.').reduce<unknown>(property, roots)
    if (form === 'money' && typeof value === 'number') return formatMicros(value)
    if (form === 'duration' && typeof value === 'number') return sayDuration(value)
    if (form === 'class' && isRunnerClass(value)) return classRules[value].title
    if (form === 'profile' && isProfile(value)) return amidSentence(profileTitles[value])
    return show(value)
  })
}

const isProfile = (value: unknown): value is NetworkProfileName => networkProfiles.some((name) => name === value)
const isRunnerClass = (value: unknown): value is RunnerClassName => runnerClasses.some((name) => name === value)

/** `Private VPC` → `private VPC`; names such as `VPN` and `PrivateLink` stay as they are. */
const amidSentence = (title: string) =>
  /^[A-Z]+\b|^\w+[A-Z]/.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1)

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
}

function show(value: unknown): string {
  if (Array.isArray(value)) return value.map(show).join(', ')
  if (typeof value === 'object' && value !== null && 'id' in value) return show(value.id)
  return value === undefined || value === null ? '?' : String(value)
}
