import { CopyButton } from './copy-button.tsx'

/** A secret that is shown this once: in full, easy to copy, with what to do with it below. */
export function SecretOnce({ secret, label, children }: { secret: string; label: string; children: React.ReactNode }) {
  return (
    <div>
      <p className="font-medium">{label}</p>
      <div className="my-1.5 flex items-center gap-1 rounded-md border bg-sunken py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 break-all">{secret}</code>
        <CopyButton text={secret} label={`Copy ${label}`} />
      </div>
      <p className="text-ink-muted">{children}</p>
    </div>
  )
}
