import nodemailer from 'nodemailer'
import { db } from '../db/client.ts'
import type { Claimed } from '../deliveries/claim-delivery.ts'
import { kept, type Outcome } from '../deliveries/outcome.ts'
import { env } from '../env.ts'
import { mailSettings } from './mail-settings.ts'
import { messageOf } from './message.ts'

/** All of them together stay below the lease. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 15_000, dnsTimeout: 5000 }
const AT_MOST_MS = 45_000

/**
 * Hands one mail to the SMTP server. Its Message-ID is that of the delivery: should a worker die between the server's
 * answer and ours, the mail goes out a second time with the same one, which mail programs show once.
 */
export async function sendMail(claimed: Claimed): Promise<Outcome> {
  const settings = mailSettings()
  if (!settings) return { succeeded: false, error: 'Mail is off: SMTP_URL and MAIL_FROM are not both set.' }
  const person = await receiver(claimed)
  if (!person) return { succeeded: false, final: true, error: 'Whom it was for is no longer here.' }
  const transport = nodemailer.createTransport({ url: settings.url, ...TIMEOUTS })
  // A server that sends a byte now and then would otherwise hold it for ever.
  const deadline = setTimeout(() => transport.close(), AT_MOST_MS)
  try {
    const sent = await transport.sendMail({
      ...messageOf(claimed.body, person, env.BARECOUNT_URL),
      from: settings.from,
      to: { name: person.name, address: person.email },
      messageId: `<${claimed.id}@${new URL(env.BARECOUNT_URL).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated', 'BareCount-Event-Id': claimed.eventId },
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    return { succeeded: true, status: Number.parseInt(sent.response, 10) || 250, answer: kept(sent.response) }
  } catch (error) {
    return failure(error)
  } finally {
    clearTimeout(deadline)
    transport.close()
  }
}

async function receiver({ tenantId, userId }: Claimed): Promise<{ name: string; email: string } | null> {
  return db.user.findFirst({
    where: {
      id: userId ?? '',
      disabledAt: null,
      OR: [{ platformAdmin: true }, { memberships: { some: { tenantId } } }],
    },
    select: { name: true, email: true },
  })
}

type SmtpError = Error & { responseCode?: number; response?: string; code?: string }

function failure(error: unknown): Outcome {
  const { responseCode, response, message } = error as SmtpError
  // RFC 5321: 4yz may work later, 5yz will not. A refused login is the operator's to mend, so it is tried on.
  const final = responseCode !== undefined && responseCode >= 500 && (error as SmtpError).code !== 'EAUTH'
  return {
    succeeded: false,
    status: responseCode,
    ...(response ? { answer: kept(response) } : {}),
    error: kept(message),
    ...(final ? { final } : {}),
  }
}
