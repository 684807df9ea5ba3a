'use server'

import { action } from '#lib/http/action.ts'
import { changeWebhook } from '#lib/webhooks/change-webhook.ts'
import { createWebhook } from '#lib/webhooks/create-webhook.ts'
import { pingWebhook } from '#lib/webhooks/ping-webhook.ts'
import { removeWebhook } from '#lib/webhooks/remove-webhook.ts'
import { replayDeliveries } from '#lib/webhooks/replay-deliveries.ts'
import { rotateWebhookSecret } from '#lib/webhooks/rotate-secret.ts'
import { changeWebhookInput, createWebhookInput, replayInput, webhookInput } from '#lib/webhooks/schema.ts'

const permission = 'webhook:manage'

export const createWebhookAction = action({ permission, input: createWebhookInput, handler: createWebhook })

export const changeWebhookAction = action({ permission, input: changeWebhookInput, handler: changeWebhook })

export const rotateWebhookAction = action({ permission, input: webhookInput, handler: rotateWebhookSecret })

export const removeWebhookAction = action({ permission, input: webhookInput, handler: removeWebhook })

export const pingWebhookAction = action({ permission, input: webhookInput, handler: pingWebhook })

export const replayAction = action({ permission, input: replayInput, handler: replayDeliveries })
