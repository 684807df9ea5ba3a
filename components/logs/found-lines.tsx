import { plainText } from '#components/ui/log-search.ts'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { FoundLines as Found } from '#lib/logs/search-logs.ts'
import { marked } from './marked.ts'

/** What a search of logs found: the lines, each with the run or deployment it is of. */
export function FoundLines({ found, text }: { found: readonly Found[]; text: string }) {
  return (
    <ul aria-label="Lines found" className="divide-y rounded-lg border bg-surface">
      {found.map((one) => (
        <li key={one.seq} className="px-4 py-2.5">
          <p className="flex flex-wrap items-baseline gap-x-3 text-ink-muted text-sm">
            <RelativeTime at={one.at} />
            <TextLink href={`/go/${one.subjectId}`}>{one.run?.runner ?? one.subjectId}</TextLink>
            {one.run ? <span className="break-all font-mono">{one.run.token}</span> : null}
            {one.run?.correlationId ? <span className="break-all">of {one.run.correlationId}</span> : null}
            <span>{one.channel}</span>
            {one.attempt > 1 ? <span>attempt {one.attempt}</span> : null}
          </p>
          <pre className="wrap-anywhere mt-1 whitespace-pre-wrap font-mono text-sm leading-5">
            {one.lines.map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of a chunk keep their order
              <span key={at} className="block">
                {marked(plainText(line), text).map((part, n) =>
                  part.hit ? (
                    // biome-ignore lint/suspicious/noArrayIndexKey: parts of a line keep their order
                    <mark key={n} className="bg-wait-soft text-ink">
                      {part.text}
                    </mark>
                  ) : (
                    part.text
                  ),
                )}
              </span>
            ))}
          </pre>
          {one.more ? <p className="text-ink-muted text-sm">and {one.more} more of the same moment</p> : null}
        </li>
      ))}
    </ul>
  )
}
