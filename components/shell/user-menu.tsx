'use client'

import { Fingerprint, KeyRound, LogOut } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { DropdownMenu, MenuHeading, MenuItem, MenuLine } from '#components/ui/dropdown-menu.tsx'
import { useTheme } from './use-theme.ts'

const themeWords = { system: 'As the system', light: 'Light', dark: 'Dark' } as const

/** Who one is here, how it looks, and the way out. */
export function UserMenu({ name, email, roles }: { name: string; email: string; roles: string }) {
  const router = useRouter()
  const [theme, choose] = useTheme()
  const initials = name
    .split(/\s+/)
    .map((part) => part.charAt(0))
    .slice(0, 2)
    .join('')
  return (
    <DropdownMenu
      label="You"
      className="w-60"
      trigger={
        <button
          type="button"
          className="grid size-8 shrink-0 place-items-center rounded-full bg-hover font-semibold text-ink-muted text-xs uppercase hover:text-ink"
        >
          <span aria-hidden>{initials}</span>
          <span className="sr-only normal-case">You: {name}</span>
        </button>
      }
    >
      <div className="px-2 py-1.5">
        <p className="truncate font-medium">{name}</p>
        <p className="truncate text-ink-muted text-sm">{email}</p>
        <p className="text-ink-muted text-sm">{roles}</p>
      </div>
      <MenuLine />
      <MenuHeading>Appearance</MenuHeading>
      {(['system', 'light', 'dark'] as const).map((option) => (
        <MenuItem key={option} checked={theme === option} onSelect={() => choose(option)}>
          {themeWords[option]}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem icon={<KeyRound aria-hidden />} onSelect={() => router.push('/new-password')}>
        Change the password
      </MenuItem>
      <MenuItem icon={<Fingerprint aria-hidden />} onSelect={() => router.push('/settings/passkeys')}>
        Your passkeys
      </MenuItem>
      <MenuItem icon={<LogOut aria-hidden />} onSelect={() => void signOut()}>
        Sign out
      </MenuItem>
    </DropdownMenu>
  )
}

/** Its client is loaded when somebody leaves: every page would carry it otherwise. */
async function signOut(): Promise<void> {
  const client = await import('next-auth/react')
  await client.signOut({ callbackUrl: '/sign-in' })
}
