import { classRules, type NetworkProfileName, profileTitles, type RunnerClassName, type RunnerSize } from './classes.ts'
import { editManifest } from './edit-manifest.ts'
import { changeClass } from './new-manifest.ts'

type Option<V extends string> = { value: V; title: string; hint: string }
type Question<V extends string> = { title: string; options: readonly Option<V>[] }

/** The four questions and their answers, in the order they are asked. */
export const questions = {
  source: {
    title: 'Where is the source of the data?',
    options: [
      { value: 'internet', title: 'On the internet', hint: 'A public API or a SaaS product' },
      { value: 'cloud', title: 'In our cloud network', hint: 'A database or bucket beside the platform' },
      { value: 'partner', title: 'With a partner', hint: 'A service they expose as a private endpoint' },
      { value: 'site', title: 'On our own site, reachable', hint: 'Through a tunnel that exists' },
      { value: 'isolated_site', title: 'On our own site, not reachable', hint: 'Only outgoing HTTPS is possible' },
    ],
  },
  shape: {
    title: 'What is the work like?',
    options: [
      { value: 'bursts', title: 'Short and in bursts', hint: 'Events, webhooks, small files' },
      { value: 'steady', title: 'Steady', hint: 'A queue or stream all day long' },
      { value: 'batch', title: 'Heavy batches', hint: 'Joins, partitions, checkpoints' },
      { value: 'special', title: 'Bound to its host', hint: 'Drivers, licences, very large memory' },
    ],
  },
  latency: {
    title: 'How soon must a result be there?',
    options: [
      { value: 'seconds', title: 'Within seconds', hint: 'Somebody or something is waiting' },
      { value: 'minutes', title: 'Within minutes', hint: 'Nobody watches, but soon' },
      { value: 'hours', title: 'Within hours', hint: 'By the morning is fine' },
    ],
  },
  compliance: {
    title: 'What does compliance ask for?',
    options: [
      { value: 'none', title: 'Nothing special', hint: 'Public or internal data' },
      { value: 'private', title: 'No public network', hint: 'Confidential or restricted data' },
      { value: 'residency', title: 'Data must not leave the site', hint: 'Residency by law or contract' },
    ],
  },
} as const satisfies Record<string, Question<string>>

type QuestionName = keyof typeof questions
export type Answers = { [Q in QuestionName]: (typeof questions)[Q]['options'][number]['value'] }

export type Recommendation = {
  class: RunnerClassName
  size: RunnerSize
  profile: NetworkProfileName
  /** What `metadata.residency` should say; only with an agent on premises. */
  residency?: string
  /** One sentence for each choice. */
  reasons: string[]
}

/** The class, size and profile for four answers, and why. Pure; never recommends what always needs an exception. */
export function recommendRunner(answers: Answers): Recommendation {
  const runner = recommendClass(answers)
  const size = recommendSize(answers, runner.class)
  const network = recommendProfile(answers)
  return {
    class: runner.class,
    size: size.size,
    profile: network.profile,
    ...(network.profile === 'on_premise_agent' && { residency: 'on premises' }),
    reasons: [runner.reason, size.reason, network.reason],
  }
}

function recommendClass({ shape, latency }: Answers): { class: RunnerClassName; reason: string } {
  const because = (name: RunnerClassName, why: string) => ({ class: name, reason: `${classRules[name].title}: ${why}` })
  switch (shape) {
    case 'bursts':
      return because('serverless', 'it starts with each event and costs nothing between them.')
    case 'steady':
      return because('container', 'it is always warm and scales with the queue.')
    case 'batch':
      return latency === 'seconds'
        ? because('container', 'a managed job takes minutes to start, and a result is due within seconds.')
        : because('managed_etl', 'joins over partitions, with checkpoints, are what it is made for.')
    case 'special':
      return because('dedicated_compute', 'the host itself carries what the work needs. An approver must agree.')
  }
}

function recommendSize({ shape, latency }: Answers, name: RunnerClassName): { size: RunnerSize; reason: string } {
  if (shape === 'bursts' && latency !== 'seconds') return { size: 'small', reason: 'Small: short work that may wait.' }
  if (shape === 'special' || (shape === 'batch' && latency !== 'hours')) {
    return { size: 'large', reason: 'Large: the work needs memory. Measure, then step down.' }
  }
  const why =
    latency === 'seconds' ? 'more processor for a quick answer' : `where most ${classRules[name].title} work fits`
  return { size: 'medium', reason: `Medium: ${why}.` }
}

function recommendProfile({ source, compliance }: Answers): { profile: NetworkProfileName; reason: string } {
  const because = (profile: NetworkProfileName, why: string) => ({
    profile,
    reason: `${profileTitles[profile]}: ${why}`,
  })
  if (compliance === 'residency')
    return because('on_premise_agent', 'the data must not leave the site, so the work goes there.')
  switch (source) {
    case 'internet':
      return compliance === 'private'
        ? because('private_vpc', 'public egress is not allowed, so the source needs a private route first.')
        : because('public_vpc_egress', 'the source is on the internet; only the addresses you list can be reached.')
    case 'cloud':
      return because('private_vpc', 'the source is in the same network, and nothing else is reachable.')
    case 'partner':
      return because('privatelink', 'the partner’s service is reached without crossing the internet.')
    case 'site':
      return because('vpn', 'the tunnel to your site is used; its DNS is checked before the first run.')
    case 'isolated_site':
      return because('vpn', 'a tunnel must be set up first; an agent on site is for data that must not leave it.')
  }
}

/** The manifest's text with a recommendation filled in; everything else stays as it was written. */
export function applyRecommendation(text: string, recommended: Recommendation): string {
  const withClass = changeClass(text, recommended.class, recommended.size)
  const withProfile = editManifest(withClass, 'runner.network_profile', recommended.profile)
  return editManifest(withProfile, 'metadata.residency', recommended.residency)
}
