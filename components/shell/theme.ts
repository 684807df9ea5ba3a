/** Remembers light or dark on this device; absent means as the system. */
export const THEME_COOKIE = 'barecount_theme'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** The theme a cookie's value stands for; anything else is `system`. */
export function chosenTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? 'system'
}

/** A `document.cookie` assignment that keeps a preference for a year on this device. */
export function preferenceCookie(name: string, value: string): string {
  return `${name}=${value}; path=/; max-age=31536000; samesite=lax`
}
