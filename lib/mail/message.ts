import { notificationKindWords } from '../notifications/schema.ts'
import { eventSchema } from '../webhooks/event-schema.ts'

export type MailMessage = { subject: string; text: string; html: string }

const html = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** What a person reads: a sentence, where to go, and how to get fewer of these. Pure. */
export function messageOf(body: string, person: { name: string }, portal: string): MailMessage {
  const event = eventSchema.parse(JSON.parse(body))
  const line = event.sentence.replace(/\s+/g, ' ').trim()
  const kind = event.kind === 'ping' ? 'Test' : notificationKindWords[event.kind]
  const settings = new URL('/settings/notifications', portal).href
  const why = `You get this mail as a member of ${event.tenant.slug}. Choose what is mailed to you:`
  return {
    subject: `[${event.tenant.slug}] ${line.length > 140 ? `${line.slice(0, 139)}…` : line}`,
    text: [`Hello ${person.name},`, line, `${kind}: ${event.url}`, `-- \n${why}\n${settings}`].join('\n\n'),
    html: `<!doctype html><html lang="en"><body style="font:15px/1.5 system-ui,sans-serif;color:#1d1c1a">
<p>Hello ${html(person.name)},</p>
<p><strong>${html(line)}</strong></p>
<p><a href="${html(event.url)}">${html(kind)}: open it in the portal</a></p>
<p style="color:#6b6862;font-size:13px">${html(why)} <a href="${html(settings)}">settings</a>.</p>
</body></html>`,
  }
}
