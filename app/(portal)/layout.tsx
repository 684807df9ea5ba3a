import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { OpenBanner, type OpenGlassView } from '#components/break-glass/open-banner.tsx'
import { Bell } from '#components/notifications/bell.tsx'
import { TenantPaused } from '#components/pauses/tenant-paused.tsx'
import { destinations } from '#components/shell/destinations.ts'
import { Frame } from '#components/shell/frame.tsx'
import { GoAnywhere } from '#components/shell/go-anywhere.tsx'
import { RAIL_COOKIE } from '#components/shell/rail-cookie.ts'
import { TenantSwitcher } from '#components/shell/tenant-switcher.tsx'
import { UserMenu } from '#components/shell/user-menu.tsx'
import { Toaster } from '#components/ui/toaster.tsx'
import type { Actor } from '#lib/auth/actor.ts'
import { may } from '#lib/auth/authorise.ts'
import { currentActor, currentTenants, currentUser } from '#lib/auth/current-actor.ts'
import { openGlass } from '#lib/break-glass/queries.ts'
import { asJson } from '#lib/http/as-json.ts'
import { COUNTED, countWaiting } from '#lib/inbox/list-inbox.ts'
import { countUnread } from '#lib/notifications/queries.ts'
import { pausesOver } from '#lib/pauses/queries.ts'
import { actsFor } from './acts.ts'
import { markReadAction } from './notifications/actions.ts'
import { chooseTenantAction } from './tenant/actions.ts'

/** The frame around every page. It only shows; each page asks for its own permission. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const [actor, user, tenants, jar] = await Promise.all([currentActor(), currentUser(), currentTenants(), cookies()])
  if (!user) redirect('/sign-in')
  if (!actor) redirect('/no-tenant')
  const groups = destinations
    .map((group) => group.filter((entry) => may(actor, entry.permission)))
    .filter((group) => group.length > 0)
  const roles = [...actor.roles, ...(actor.platformAdmin ? ['platform admin'] : [])].join(', ')
  return (
    <Frame
      startNarrow={jar.get(RAIL_COOKIE)?.value === 'narrow'}
      groups={groups}
      counts={{ '/approvals': await waitingApprovals(actor) }}
      banner={
        <>
          {may(actor, 'policy:read') ? <OpenBanner initial={asJson<OpenGlassView[]>(await openGlass(actor))} /> : null}
          {may(actor, 'run:read') ? <TenantPaused pauses={await pausesOver(actor)} /> : null}
        </>
      }
      tenant={<TenantSwitcher tenants={tenants} current={actor.tenantSlug} choose={chooseTenantAction} />}
      bar={
        <>
          <GoAnywhere destinations={groups.flat()} acts={actsFor(actor)} />
          <span className="ml-auto flex items-center gap-1 pl-2">
            {may(actor, 'artifact:read') ? <Bell unread={await countUnread(actor)} mark={markReadAction} /> : null}
            <UserMenu name={user.name} email={user.email} roles={roles} />
          </span>
        </>
      }
    >
      {children}
      <Toaster />
    </Frame>
  )
}

/** How many requests wait for this person, in all their tenants; undefined for none. */
async function waitingApprovals(actor: Actor): Promise<string | undefined> {
  if (!may(actor, 'approval:read')) return undefined
  const count = await countWaiting(actor)
  return count ? (count < COUNTED ? String(count) : `${COUNTED - 1}+`) : undefined
}
