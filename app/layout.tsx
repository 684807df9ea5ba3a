import './globals.css'
import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { chosenTheme, THEME_COOKIE } from '#components/shell/theme.ts'

export const metadata: Metadata = {
  title: { template: '%s · BareCount', default: 'BareCount runners' },
  description: 'Declare a runner; the platform provisions, governs, operates and accounts for it.',
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf9' },
    { media: '(prefers-color-scheme: dark)', color: '#121110' },
  ],
}

/** The theme is a cookie, so that the first byte already has it and nothing flashes. Without one the system decides. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = chosenTheme((await cookies()).get(THEME_COOKIE)?.value)
  const fonts = `${GeistSans.variable} ${GeistMono.variable}`
  return (
    <html lang="en" className={theme === 'system' ? fonts : `${fonts} ${theme}`} suppressHydrationWarning>
      <body>{children}</body>
    </html>
  )
}
