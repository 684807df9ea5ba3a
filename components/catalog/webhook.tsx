'use client'

import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { type Answer, useAct } from '#components/ui/use-act.ts'

type Props = {
  triggerId: string
  url: string
  mayRotate: boolean
  rotate: (input: { triggerId: string }) => Promise<Answer<{ secret: string }>>
}

/** A webhook's address, how to sign for it, and a new secret, shown once. */
export function Webhook({ triggerId, url, mayRotate, rotate }: Props) {
  const [secret, setSecret] = useState<string>()
  const rotating = useAct(rotate, (value) => setSecret(value.secret))
  return (
    <div className="space-y-3">
      <CodeBlock label="webhook address" code={url} />
      <CodeBlock label="example with curl" code={example(url)} />
      {secret ? (
        <Notice kind="caution" title="The new secret, shown only now. The one before no longer counts.">
          <CodeBlock label="webhook secret" code={secret} />
        </Notice>
      ) : null}
      {rotating.refusal ? <ErrorNotice {...rotating.refusal} /> : null}
      {mayRotate ? (
        <Button icon={<KeyRound />} pending={rotating.pending} onClick={() => rotating.run({ triggerId })}>
          Make a new secret
        </Button>
      ) : null}
    </div>
  )
}

const example = (url: string) => `body='{"order":1}'; id=$(date +%s%N); t=$(date +%s)
sig=$(printf '%s.%s.%s' "$t" "$id" "$body" | openssl dgst -sha256 -hmac "$WEBHOOK_SECRET" -r | cut -d' ' -f1)
curl -X POST '${url}' \\
  -H 'content-type: application/json' -H "BareCount-Delivery: $id" \\
  -H "BareCount-Signature: t=$t,v1=$sig" --data "$body"`
