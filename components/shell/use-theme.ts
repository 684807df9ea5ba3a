'use client'

import { useEffect, useState } from 'react'
import { chosenTheme, preferenceCookie, THEME_COOKIE, type Theme } from './theme.ts'

/** The theme in force and how to choose another: takes effect at once, and the server renders it from then on. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>('system')
  useEffect(() => {
    const { classList } = document.documentElement
    setTheme(classList.contains('dark') ? 'dark' : classList.contains('light') ? 'light' : 'system')
  }, [])
  const choose = (next: Theme) => {
    const { classList } = document.documentElement
    classList.remove('light', 'dark')
    if (next !== 'system') classList.add(next)
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers we support
    document.cookie = preferenceCookie(THEME_COOKIE, next)
    setTheme(chosenTheme(next))
  }
  return [theme, choose]
}
