'use client'

import { type PublicKeyCredentialRequestOptionsJSON, startAuthentication } from '@simplewebauthn/browser'
import { notAsked } from '#components/passkeys/ask-authenticator.ts'
import { type Answer, useAct } from '#components/ui/use-act.ts'
import type { AssertionInput } from '#lib/passkeys/schema.ts'

export type Verdict = 'approve' | 'reject' | 'withdraw'

export type Vote = {
  approvalId: string
  verdict: Verdict
  comment: string
  onBehalfOfId?: string
  password?: string
  assertion?: AssertionInput
}

export type VoteActs = {
  vote(input: Vote): Promise<Answer<{ state: string }>>
  /** What a passkey is to sign for a vote. */
  begin(input: {
    approvalId: string
    verdict: 'approve' | 'reject'
  }): Promise<Answer<PublicKeyCredentialRequestOptionsJSON>>
}

/** Casts a vote; `signed` has the person's passkey sign it first. */
export function useVote({ vote, begin }: VoteActs, onDone: (state: string, verdict: Verdict) => void) {
  const act = async ({
    signed,
    ...input
  }: Vote & { signed: boolean }): Promise<Answer<{ state: string; verdict: Verdict }>> => {
    const sent = signed && input.verdict !== 'withdraw' ? await sign(begin, input) : { ok: true as const, value: input }
    if (!sent.ok) return sent
    const answer = await vote(sent.value)
    return answer.ok ? { ok: true, value: { state: answer.value.state, verdict: input.verdict } } : answer
  }
  return useAct(act, ({ state, verdict }) => onDone(state, verdict))
}

async function sign(begin: VoteActs['begin'], input: Vote): Promise<Answer<Vote>> {
  const { approvalId, verdict } = input
  const options = await begin({ approvalId, verdict: verdict as 'approve' | 'reject' })
  if (!options.ok) return options
  try {
    const assertion = await startAuthentication({ optionsJSON: options.value })
    return { ok: true, value: { ...input, assertion: assertion as unknown as AssertionInput } }
  } catch (error) {
    return { ok: false, problem: notAsked(error) }
  }
}
