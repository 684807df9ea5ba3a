/** The product's name with its mark: three counted bars and one that runs on. */
export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2.5 font-semibold text-prose">
      <svg aria-hidden width="24" height="24" viewBox="0 0 24 24" className="text-ink">
        <rect width="24" height="24" rx="6" fill="currentColor" />
        <path d="M6.5 7v10M10.5 7v10M14.5 7v10" stroke="var(--canvas)" strokeWidth="1.75" strokeLinecap="round" />
        <path d="M4.5 15.5 18.5 9" stroke="var(--focus)" strokeWidth="1.75" strokeLinecap="round" />
      </svg>
      BareCount
    </span>
  )
}
