import { classNames } from '#components/ui/class-names.ts'
import { wordsOf } from '#components/ui/status-words.ts'
import { toneFill } from '#components/ui/tone.ts'
import { type StageName, stageTitle } from '#lib/provisioning/stage-names.ts'

/** The stages of a deployment as one small bar each, for lists. */
export function StageStrip({ stages }: { stages: readonly { name: StageName; status: string }[] }) {
  const done = stages.filter((stage) => stage.status === 'succeeded').length
  return (
    <span
      role="img"
      aria-label={`${done} of ${stages.length} stages done`}
      title={stages.map((stage) => `${stageTitle(stage.name)}: ${wordsOf(stage.status).word}`).join('\n')}
      className="inline-flex items-center gap-0.5 align-middle"
    >
      {stages.map((stage) => (
        <span
          key={stage.name}
          aria-hidden
          className={classNames(
            'h-2.5 w-2.5 rounded-xs',
            stage.status === 'queued' ? 'bg-line' : toneFill[wordsOf(stage.status).tone],
          )}
        />
      ))}
    </span>
  )
}
