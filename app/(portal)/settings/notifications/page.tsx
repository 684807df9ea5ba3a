import type { Metadata } from 'next'
import { MailPreferenceForm } from '#components/notifications/mail-preference-form.tsx'
import { MailState } from '#components/notifications/mail-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Section } from '#components/ui/section.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { mailPreference } from '#lib/mail/queries.ts'
import { chooseMailedAction, pingMailboxAction } from './actions.ts'

export const metadata: Metadata = { title: 'Notification settings' }

export default async function NotificationSettingsPage() {
  const actor = await pageActor('artifact:read')
  const { on, address, kinds, newest } = await mailPreference(actor)
  return (
    <>
      <PageHeader
        title="Notifications"
        description={
          <>
            Whatever you are told is under <TextLink href="/notifications">the bell</TextLink>. Here you choose what is
            mailed to you as well, in every tenant you work in.
            {may(actor, 'webhook:manage') ? (
              <>
                {' '}
                Other systems are told by <TextLink href="/settings/webhooks">webhooks</TextLink>.
              </>
            ) : null}
          </>
        }
      />
      <MailState on={on} address={address} newest={newest} />
      <Section title="By e-mail">
        <MailPreferenceForm kinds={kinds} on={on} choose={chooseMailedAction} ping={pingMailboxAction} />
      </Section>
    </>
  )
}
