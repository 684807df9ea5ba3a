/** Keys to press, each in its own cap: `<KeyHint keys={['g', 'd']} />`. */
export function KeyHint({ keys }: { keys: readonly string[] }) {
  return (
    <span className="inline-flex gap-1">
      {keys.map((key) => (
        <kbd
          key={key}
          className="inline-grid h-5 min-w-5 place-items-center rounded-sm border bg-surface px-1 font-sans text-ink-muted text-xs"
        >
          {key}
        </kbd>
      ))}
    </span>
  )
}
