import { env } from '../env.ts'

export type MailSettings = { url: string; from: string }

/** How mail leaves the portal, or undefined while it is off: both the server and the sender must be set. */
export function mailSettings(): MailSettings | undefined {
  return env.SMTP_URL && env.MAIL_FROM ? { url: env.SMTP_URL, from: env.MAIL_FROM } : undefined
}
