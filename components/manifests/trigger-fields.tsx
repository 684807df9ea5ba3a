'use client'

import { Plus, X } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import type { FieldValue } from '#lib/manifests/edit-manifest.ts'
import { TextField } from './fields.tsx'
import { useField, useManifestForm, valueAt } from './form-context.tsx'
import { ScheduleFields } from './schedule-fields.tsx'

const kinds = [
  { kind: 'schedule', title: 'Schedule', example: { cron: '0 6 * * *', timezone: 'UTC' } },
  { kind: 'webhook', title: 'Webhook', example: {} },
  { kind: 'file_arrival', title: 'File arrival', example: { prefix: 'incoming/' } },
  { kind: 'topic', title: 'Topic', example: { name: 'my-topic' } },
  { kind: 'upstream', title: 'Upstream', example: { pipeline: 'team/pipeline' } },
] as const satisfies readonly { kind: string; title: string; example: FieldValue }[]

/** What starts runs of the runner by itself. */
export function TriggerFields() {
  const { parsed, setField } = useManifestForm()
  const found = valueAt(parsed.value, 'triggers')
  const triggers: unknown[] = Array.isArray(found) ? found : []
  return (
    <div className="space-y-3">
      {triggers.map((trigger, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a trigger is its place in the list; it has no name.
        <TriggerCard key={index} index={index} trigger={trigger} />
      ))}
      {triggers.length === 0 ? (
        <p className="text-ink-muted">None yet: runs are then started by hand, by command or through the API.</p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {kinds.map(({ kind, title, example }) => (
          <Button
            key={kind}
            size="sm"
            icon={<Plus />}
            onClick={() => setField(`triggers[${triggers.length}]`, { [kind]: example })}
          >
            {title}
          </Button>
        ))}
      </div>
    </div>
  )
}

function TriggerCard({ index, trigger }: { index: number; trigger: unknown }) {
  const path = `triggers[${index}]`
  const { id, error, set } = useField(path)
  const kind = kinds.find((one) => typeof trigger === 'object' && trigger !== null && one.kind in trigger)
  return (
    <div id={id} className="rounded-md border bg-surface p-3">
      <div className="flex items-center justify-between gap-2">
        <p className="font-medium">{kind?.title ?? 'Unknown trigger'}</p>
        <IconButton label={`Remove trigger ${index + 1}`} icon={<X />} onClick={() => set(undefined)} />
      </div>
      {error ? (
        <p role="alert" className="text-bad text-sm">
          {error}
        </p>
      ) : null}
      {kind?.kind === 'schedule' ? <ScheduleFields path={`${path}.schedule`} /> : null}
      {kind?.kind === 'webhook' ? (
        <p className="text-ink-muted text-sm">A signed address of its own; you get it on the runner’s page.</p>
      ) : null}
      {kind?.kind === 'file_arrival' ? (
        <TextField path={`${path}.file_arrival.prefix`} label="Prefix" hint="Files below it start a run." mono />
      ) : null}
      {kind?.kind === 'topic' ? (
        <TextField
          path={`${path}.topic.name`}
          label="Topic"
          hint="Each message published there, in the runner’s environment, starts a run."
          mono
        />
      ) : null}
      {kind?.kind === 'upstream' ? (
        <TextField
          path={`${path}.upstream.pipeline`}
          label="Pipeline"
          hint="Each run of it that succeeds, in the same environment, starts one of this."
          mono
        />
      ) : null}
    </div>
  )
}
