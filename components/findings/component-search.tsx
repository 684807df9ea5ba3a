import { Search } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'

/** Asks for a component; the answer is the page with the question in its address. */
export function ComponentSearch({ name, version }: { name: string; version: string }) {
  return (
    <form method="get" className="mb-6 flex flex-wrap items-end gap-2">
      <Field label="Component" className="min-w-0 grow sm:max-w-96">
        {(control) => (
          <Input
            {...control}
            name="name"
            mono
            required
            defaultValue={name}
            placeholder="lodash, pkg:deb/debian/openssl"
          />
        )}
      </Field>
      <Field label="Version" optional>
        {(control) => <Input {...control} name="version" mono defaultValue={version} className="w-36" />}
      </Field>
      <Button type="submit" variant="primary" icon={<Search aria-hidden />}>
        Find
      </Button>
    </form>
  )
}
