import { CopyButton } from '#components/ui/copy-button.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { Exclusions } from '#lib/manifests/trigger-words.ts'
import { sayExclusions, sayMissed } from '#lib/triggers/say-trigger.ts'
import type { TriggerRow } from './triggers-table.tsx'

type Props = {
  trigger: TriggerRow & {
    active: boolean
    exclude: unknown
    missed: string
    catchUp: number
    nextOffset: string
    runnerId: string
    tenantId: string
    environmentId: string
    runner: { pipeline: string; profile: string }
  }
  progress: { behind?: number; files?: number }
}

/** What a trigger is, and how far it has come. */
export function TriggerFacts({ trigger, progress }: Props) {
  const { kind, runner, active, heldBack, cron, nextAt, lastAt } = trigger
  const schedule = kind === 'schedule'
  return (
    <DescriptionList
      items={[
        { term: 'Runner', value: <TextLink href={`/catalog/${trigger.runnerId}`}>{runner.name}</TextLink> },
        { term: 'Environment', value: <EnvironmentMark name={runner.environment.name} /> },
        { term: 'Pipeline', value: runner.pipeline },
        { term: 'Standing', value: <Status status={active ? (heldBack ? 'held' : 'armed') : 'disabled'} /> },
        { term: 'Expression', value: cron ? <code>{cron}</code> : null },
        { term: 'Next', value: schedule && nextAt ? <RelativeTime at={nextAt} /> : null },
        { term: 'Last', value: lastAt ? <RelativeTime at={lastAt} /> : 'Never' },
        {
          term: 'Excluded',
          value: schedule ? (sayExclusions(trigger.exclude as Exclusions | null) ?? 'Nothing') : null,
        },
        { term: 'Missed ticks', value: schedule ? sayMissed(trigger.missed, trigger.catchUp) : null },
        { term: 'Reads on from', value: kind === 'topic' ? `offset ${trigger.nextOffset}` : null },
        { term: 'Behind', value: progress.behind === undefined ? null : `${progress.behind} messages` },
        { term: 'Folder', value: kind === 'file_arrival' ? <Folder trigger={trigger} /> : null },
        { term: 'Files so far', value: progress.files ?? null },
        {
          term: 'Follows',
          value: trigger.pipeline,
        },
      ]}
    />
  )
}

/** Where files are put: the storage of the environment and profile, below the home directory of the portal. */
function Folder({ trigger }: { trigger: Props['trigger'] }) {
  const folder = `storage/${trigger.tenantId}/${trigger.environmentId}/${trigger.runner.profile}/${trigger.prefix}`
  return (
    <span className="flex min-w-0 items-start gap-1">
      <code className="min-w-0 break-all">{folder}</code>
      <CopyButton text={folder} label="the folder" />
    </span>
  )
}
