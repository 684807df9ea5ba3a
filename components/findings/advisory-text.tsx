import { RelativeTime } from '#components/ui/relative-time.tsx'
import { ScrollBox } from '#components/ui/scroll-box.tsx'

export type Advisory = {
  id: string
  summary: string
  details: string | null
  score: number | null
  aliases: string[]
  references: string[]
  modified: Date
  withdrawn: Date | null
  source: string
}

/** More links than these are for the advisory's own page. */
const LINKS = 12

/** What an advisory says, in its own words. They are anybody's text, so they are shown as text. */
export function AdvisoryText({ advisory }: { advisory: Advisory }) {
  const { id, summary, details, score, aliases, references, modified, withdrawn, source } = advisory
  const links = references.filter((url) => /^https?:\/\//.test(url)).slice(0, LINKS)
  return (
    <div className="space-y-2">
      <p className="font-medium">{summary}</p>
      {withdrawn ? (
        <p className="text-wait">
          Withdrawn by its publisher <RelativeTime at={withdrawn} />.
        </p>
      ) : null}
      {details ? (
        <ScrollBox label={`Details of ${id}`} className="max-h-72 whitespace-pre-wrap rounded-md bg-sunken p-3">
          {details}
        </ScrollBox>
      ) : null}
      <p className="text-ink-muted text-sm">
        {[id, ...aliases].join(', ')}
        {score === null ? '' : `; CVSS ${score.toFixed(1)}`}; from {source}, changed <RelativeTime at={modified} />
      </p>
      {links.length ? (
        <ul className="space-y-0.5">
          {links.map((url) => (
            <li key={url} className="truncate">
              <a href={url} rel="noreferrer" className="text-accent-text hover:underline">
                {url.replace(/^https?:\/\//, '')}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
