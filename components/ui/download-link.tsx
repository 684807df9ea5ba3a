import { Download } from 'lucide-react'

/** A link that hands over a file. */
export function DownloadLink({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} download className="inline-flex items-center gap-1 align-bottom text-accent-text hover:underline">
      <Download aria-hidden className="size-3.5" />
      {children}
    </a>
  )
}
