'use server'

import { z } from 'zod'
import { readSample } from '#lib/dead-letters/read-sample.ts'
import { reopenDeadLetters } from '#lib/dead-letters/reopen-dead-letters.ts'
import { resolveDeadLetters } from '#lib/dead-letters/resolve-dead-letters.ts'
import { reopenInput, resolveInput } from '#lib/dead-letters/schema.ts'
import { action } from '#lib/http/action.ts'
import { pauseReplay } from '#lib/replays/pause-replay.ts'
import { rehearseReplay } from '#lib/replays/rehearse-replay.ts'
import { requestReplay } from '#lib/replays/request-replay.ts'
import { resumeReplay } from '#lib/replays/resume-replay.ts'
import {
  pauseReplayInput,
  rehearseInput,
  requestReplayInput,
  resumeReplayInput,
  stopReplayInput,
  thresholdInput,
} from '#lib/replays/schema.ts'
import { stopReplay } from '#lib/replays/stop-replay.ts'
import { setThreshold } from '#lib/replays/threshold.ts'

export const resolveAction = action({
  permission: 'dead_letter:resolve',
  input: resolveInput,
  handler: (actor, input) => resolveDeadLetters(actor, input),
})

export const reopenAction = action({
  permission: 'dead_letter:resolve',
  input: reopenInput,
  handler: (actor, input) => reopenDeadLetters(actor, input),
})

export const readPayloadAction = action({
  permission: 'dead_letter:payload',
  input: z.strictObject({ id: z.string().max(40) }),
  handler: (actor, { id }) => readSample(actor, id),
})

export const rehearseAction = action({
  permission: 'run:start',
  input: rehearseInput,
  handler: (actor, input) => rehearseReplay(actor, input),
})

export const requestReplayAction = action({
  permission: 'run:start',
  input: requestReplayInput,
  handler: (actor, input) => requestReplay(actor, input),
})

export const pauseReplayAction = action({
  permission: 'run:start',
  input: pauseReplayInput,
  handler: (actor, input) => pauseReplay(actor, input),
})

export const resumeReplayAction = action({
  permission: 'run:start',
  input: resumeReplayInput,
  handler: (actor, input) => resumeReplay(actor, input),
})

export const stopReplayAction = action({
  permission: 'run:start',
  input: stopReplayInput,
  handler: (actor, input) => stopReplay(actor, input),
})

export const setThresholdAction = action({
  permission: 'member:write',
  input: thresholdInput,
  handler: (actor, input) => setThreshold(actor, input),
})
