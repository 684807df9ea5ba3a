import { Button } from '#components/ui/button.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { ActsColumn, Cell, Column, Row, Table } from '#components/ui/table.tsx'
import { isPlatformPath } from '#lib/secrets/platform-paths.ts'
import { PutSecretDialog, type PutSecretDialogProps } from './put-secret-dialog.tsx'

/** Secrets by path; values are never shown. `put` only for those who may set them. */
export function SecretsTable({
  secrets,
  put,
}: {
  secrets: readonly { path: string; version: number; updatedAt: Date }[]
  put: PutSecretDialogProps['put'] | undefined
}) {
  const head = (
    <>
      <Column>Path</Column>
      <Column end>Version</Column>
      <Column end>Set</Column>
      {put ? <ActsColumn /> : null}
    </>
  )
  return (
    <Table label="Secrets" head={head}>
      {secrets.map((secret) => (
        <Row key={secret.path}>
          <Cell part="main" grow>
            <code>{secret.path}</code>
          </Cell>
          <Cell end>
            <span className="text-ink-muted sm:hidden">version </span>
            {secret.version}
          </Cell>
          <Cell end className="text-ink-muted">
            <RelativeTime at={secret.updatedAt} />
          </Cell>
          {put ? (
            <Cell part="end" end>
              {isPlatformPath(secret.path) ? (
                <span className="text-ink-muted">Kept by the platform</span>
              ) : (
                <PutSecretDialog
                  put={put}
                  path={secret.path}
                  trigger={
                    <Button size="sm" aria-label={`New value for ${secret.path}`}>
                      New value
                    </Button>
                  }
                />
              )}
            </Cell>
          ) : null}
        </Row>
      ))}
    </Table>
  )
}
