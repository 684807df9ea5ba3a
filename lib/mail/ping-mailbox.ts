import type { Actor } from '../auth/actor.ts'
import { transaction } from '../db/client.ts'
import { queueEvent } from '../deliveries/queue-deliveries.ts'
import { BareCountError } from '../errors.ts'
import { mailSettings } from './mail-settings.ts'

/** Queues a test mail to the actor's own mailbox. Throws `unavailable` while mail is off. */
export async function pingMailbox(actor: Actor): Promise<{ queued: number }> {
  if (!mailSettings()) {
    throw new BareCountError('unavailable', 'Mail is off: nothing leaves this portal by e-mail.', {
      remedy: 'Ask whoever runs the portal to set SMTP_URL and MAIL_FROM.',
    })
  }
  const news = {
    kind: 'ping' as const,
    sentence: 'This is the test mail you asked for: mail works.',
    link: '/settings/notifications',
    subjectIds: [],
  }
  const to = [{ channel: 'mail' as const, userId: actor.userId }]
  return { queued: await transaction((tx) => queueEvent(tx, actor.tenantId, news, to)) }
}
