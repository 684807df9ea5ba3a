'use client'

import type { ReactNode } from 'react'
import { RadioCards } from '#components/ui/radio-cards.tsx'
import { Section } from '#components/ui/section.tsx'
import {
  classRules,
  dataClassifications,
  isRunnerClass,
  networkProfiles,
  profileTitles,
  runnerClasses,
  runnerSizes,
} from '#lib/manifests/classes.ts'
import { changeClass } from '#lib/manifests/new-manifest.ts'
import { ListField, NumberField, SelectField, TextField } from './fields.tsx'
import { useField, useManifestForm } from './form-context.tsx'
import { PairsField } from './pairs-field.tsx'
import { SourceFields } from './source-fields.tsx'
import { TriggerFields } from './trigger-fields.tsx'

const words = (values: readonly string[]) => values.map((value) => ({ value, label: value }))

/** The whole manifest as a form. `upload` is what the person uploads the source with. */
export function FormSections({ upload, nameFixed }: { upload: ReactNode; nameFixed: boolean }) {
  return (
    <form onSubmit={(event) => event.preventDefault()} className="pb-8">
      <Section title="Identity">
        <Columns>
          <TextField
            path="metadata.name"
            label="Name"
            hint={nameFixed ? 'A manifest keeps its name.' : 'Unique in the tenant, e.g. orders-webhook.'}
          />
          <TextField path="metadata.owner" label="Owner" hint="The team that answers for it." />
          <TextField path="metadata.pipeline" label="Pipeline" hint="The pipeline this runner is bound to." />
          <NumberField path="metadata.pipeline_version" label="Pipeline version" optional placeholder="1" />
          <SelectField
            path="metadata.data_classification"
            label="Data classification"
            options={words(dataClassifications)}
            placeholder="internal"
          />
          <TextField
            path="metadata.residency"
            label="Residency"
            hint="Only where the data must stay in one place."
            optional
          />
        </Columns>
        <div className="mt-4">
          <PairsField
            path="metadata.tags"
            label="Tags"
            hint="Copied on every resource and run."
            placeholders={{ name: 'cost_center', value: '4100' }}
          />
        </div>
      </Section>
      <Section title="Runner">
        <RunnerChoice />
      </Section>
      <Section title="What it runs">
        <SourceFields upload={upload} />
      </Section>
      <Section title="Variables and secrets">
        <div className="space-y-4">
          <PairsField
            path="runner.env"
            label="Variables"
            hint="Seen by the code as they are."
            placeholders={{ name: 'LOG_LEVEL', value: 'info' }}
          />
          <PairsField
            path="runner.secrets"
            label="Secrets"
            hint="A name for the code, and the path in the secrets service; never a value."
            placeholders={{ name: 'API_KEY', value: 'orders/api-key' }}
          />
        </div>
      </Section>
      <Section title="Triggers">
        <TriggerFields />
      </Section>
      <Section title="Runs">
        <Columns>
          <TextField path="run.timeout" label="Timeout" hint="E.g. 30s, 5m, 2h." optional placeholder="5m" />
          <NumberField path="run.retry.max_attempts" label="Attempts" optional placeholder="3" />
          <SelectField
            path="run.retry.backoff"
            label="Backoff"
            options={words(['exponential', 'fixed'])}
            placeholder="exponential"
          />
          <NumberField path="run.retry.budget_per_hour" label="Retries an hour, at most" optional placeholder="20" />
          <ListField
            path="run.retry.on"
            label="Failures tried again"
            hint="user_error, timeout, target or platform. Without retries of your own: target and platform."
            placeholder="platform"
          />
          <TextField
            path="run.dead_letter.retain"
            label="Keep dead letters for"
            hint="E.g. 14d."
            optional
            placeholder="14d"
          />
        </Columns>
      </Section>
    </form>
  )
}

function RunnerChoice() {
  const { text, setText } = useManifestForm()
  const { value, error, id } = useField('runner.class')
  const name = isRunnerClass(value) ? value : undefined
  const sizes = name ? classRules[name].sizes : runnerSizes
  return (
    <div className="space-y-4">
      <div id={id}>
        <RadioCards
          legend="Class"
          options={runnerClasses.map((one) => ({
            value: one,
            title: classRules[one].title,
            description: `For ${classRules[one].fits}.`,
          }))}
          value={name}
          onChange={(next) => setText(changeClass(text, next))}
        />
        {error ? (
          <p role="alert" className="mt-1 text-bad text-sm">
            {error}
          </p>
        ) : null}
      </div>
      <Columns>
        <SelectField path="runner.size" label="Size" options={words(sizes)} placeholder="medium" />
        <SelectField
          path="runner.network_profile"
          label="Network profile"
          options={networkProfiles.map((profile) => ({ value: profile, label: profileTitles[profile] }))}
        />
      </Columns>
      <ListField
        path="runner.egress_allow"
        label="Addresses it may reach"
        hint="host:port, one a line. Nothing else can be reached."
        placeholder="api.example.com:443"
      />
      {name === 'serverless' ? (
        <NumberField
          path="runner.concurrency_limit"
          label="Runs at the same time, at most"
          optional
          placeholder="as the size allows"
        />
      ) : null}
      {name === 'container' ? (
        <Columns>
          <NumberField path="runner.scaling.min" label="Copies, at least" optional placeholder="1" />
          <NumberField path="runner.scaling.max" label="Copies, at most" optional placeholder="1" />
          <NumberField
            path="runner.scaling.target_queue_depth"
            label="Queue depth aimed at"
            optional
            placeholder="10"
          />
        </Columns>
      ) : null}
      {name === 'managed_etl' ? (
        <NumberField
          path="runner.shuffle_partition_hint"
          label="Shuffle partitions"
          optional
          placeholder="decided at run time"
        />
      ) : null}
      {name === 'dedicated_compute' ? (
        <Columns>
          <TextField path="runner.lifecycle.on_launch" label="Script at launch" optional mono />
          <TextField path="runner.lifecycle.on_terminate" label="Script at termination" optional mono />
        </Columns>
      ) : null}
    </div>
  )
}

function Columns({ children }: { children: ReactNode }) {
  return <div className="grid gap-4 sm:grid-cols-2">{children}</div>
}
