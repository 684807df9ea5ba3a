'use client'

import { Download, Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { Fault } from '#lib/errors.ts'
import type { MatrixRow } from '#lib/policy/matrix/schema.ts'
import { matrixCsv, matrixYaml } from '#lib/policy/matrix/write-matrix-file.ts'
import { MatrixFaults } from './matrix-faults.tsx'

type Props = {
  name: string
  rows: readonly MatrixRow[]
  environments: readonly string[]
  editable: boolean
  onRead(rows: MatrixRow[], fileName: string): void
}

/** Takes the matrix from a file and hands it over as one. A file with faults lists them all and changes nothing. */
export function MatrixFileBar({ name, rows, environments, editable, onRead }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [refused, setRefused] = useState<{ file: string; faults: Fault[] }>()
  const take = async (file: File) => {
    // The reader of YAML is only fetched by those who upload.
    const { readMatrixFile } = await import('#lib/policy/matrix/read-matrix-file.ts')
    const read = readMatrixFile(await file.text(), { environments })
    if (!read.rows) return setRefused({ file: file.name, faults: read.faults })
    setRefused(undefined)
    onRead(read.rows, file.name)
  }
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {editable ? (
          <>
            <input
              ref={input}
              type="file"
              aria-label="File with rows of the matrix"
              accept=".csv,.yaml,.yml,.txt,text/csv,application/yaml"
              className="sr-only"
              tabIndex={-1}
              onChange={({ target }) => {
                const [file] = target.files ?? []
                if (file) void take(file)
                target.value = ''
              }}
            />
            <Button icon={<Upload />} onClick={() => input.current?.click()}>
              Upload CSV or YAML
            </Button>
          </>
        ) : null}
        <Button icon={<Download />} onClick={() => save(`${name}.csv`, 'text/csv', matrixCsv(rows))}>
          CSV
        </Button>
        <Button icon={<Download />} onClick={() => save(`${name}.yaml`, 'application/yaml', matrixYaml(rows))}>
          YAML
        </Button>
      </div>
      {refused ? <MatrixFaults {...refused} onClose={() => setRefused(undefined)} /> : null}
    </>
  )
}

function save(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
