'use client'

import { Toaster as Sonner } from 'sonner'

/** Where toasts appear. Once, in the shell. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      theme="system"
      toastOptions={{
        style: {
          background: 'var(--raised)',
          color: 'var(--ink)',
          border: 'none',
          boxShadow: 'var(--shadow-overlay)',
          fontFamily: 'var(--font-geist-sans), sans-serif',
        },
      }}
    />
  )
}
