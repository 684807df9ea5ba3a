import Link from 'next/link'
import { classNames } from './class-names.ts'
import { CopyButton } from './copy-button.tsx'

/** The first 12 characters of a digest, without its `sha256:`. */
export function shortDigest(digest: string): string {
  return digest.replace(/^sha256:/, '').slice(0, 12)
}

/** A digest or id, short, with the whole of it on hover and in the clipboard. `href` leads to what it names. */
export function Digest({ digest, href, className }: { digest: string; href?: string; className?: string }) {
  const short = digest.includes('_') ? digest : shortDigest(digest)
  return (
    <span
      className={classNames('relative z-10 inline-flex items-center align-top font-mono text-sm leading-5', className)}
    >
      {href ? (
        <Link href={href} title={digest} className="text-accent-text hover:underline">
          {short}
        </Link>
      ) : (
        <span title={digest}>{short}</span>
      )}
      <CopyButton
        text={digest}
        label={`Copy ${short}`}
        className="-my-0.5 ml-0.5 size-6 text-ink-faint [&_svg]:size-3.5"
      />
    </span>
  )
}
