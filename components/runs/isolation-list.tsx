import { ShieldCheck, ShieldOff } from 'lucide-react'
import { controls, controlTitles, type IsolationReport } from '#lib/provisioning/isolation.ts'

/** Which walls stood around a run, as observed when its process started. */
export function IsolationList({ report }: { report: IsolationReport }) {
  return (
    <ul className="space-y-1.5">
      {controls.map((control) => {
        const { state, detail } = report[control]
        const stands = state === 'in_force'
        const Icon = stands ? ShieldCheck : ShieldOff
        return (
          <li key={control} className="flex gap-2">
            <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${stands ? 'text-good' : 'text-wait'}`} />
            <span>
              {controlTitles[control]}: <span className="font-medium">{stands ? 'in force' : 'absent'}</span>
              <span className="block text-ink-muted text-sm">{detail}</span>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
