import Form from 'next/form'
import { Button } from '#components/ui/button.tsx'
import { Input } from '#components/ui/input.tsx'

/** Chooses which two versions are compared; the answer is in the address. */
export function CompareForm({ from, to, latest }: { from: number; to: number; latest: number }) {
  const shared = { type: 'number', min: 1, max: latest, className: 'w-20' } as const
  return (
    <Form action="" key={`${from}:${to}`} className="flex items-center gap-2">
      <Input {...shared} name="from" defaultValue={from} aria-label="From version" />
      <span aria-hidden>→</span>
      <Input {...shared} name="to" defaultValue={to} aria-label="To version" />
      <Button type="submit">Compare</Button>
    </Form>
  )
}
