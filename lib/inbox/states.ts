/** How a request can stand to who looks. */
export const inboxStates = ['mine', 'others', 'snoozed', 'decided'] as const
export type InboxState = (typeof inboxStates)[number]
