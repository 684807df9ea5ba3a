import type { RouteModule } from '#lib/http/openapi.ts'
import * as route0 from '../advisories/route.ts'
import * as route1 from '../agent/artifacts/[digest]/route.ts'
import * as route2 from '../agent/enrol/route.ts'
import * as route3 from '../agent/heartbeat/route.ts'
import * as route4 from '../agent/lease/route.ts'
import * as route5 from '../agent/renew/route.ts'
import * as route6 from '../agent/runs/[runId]/output/route.ts'
import * as route7 from '../agent/secrets/route.ts'
import * as route8 from '../agent/spool/route.ts'
import * as route9 from '../agents/enrolments/route.ts'
import * as route10 from '../agents/route.ts'
import * as route11 from '../approvals/[approvalId]/decide/route.ts'
import * as route12 from '../approvals/[approvalId]/route.ts'
import * as route13 from '../approvals/[approvalId]/withdraw/route.ts'
import * as route14 from '../approvals/decide/route.ts'
import * as route15 from '../approvals/route.ts'
import * as route16 from '../artifacts/[artifactId]/attestations/[attestationId]/route.ts'
import * as route17 from '../artifacts/[artifactId]/content/route.ts'
import * as route18 from '../artifacts/[artifactId]/route.ts'
import * as route19 from '../artifacts/[artifactId]/sbom/route.ts'
import * as route20 from '../artifacts/route.ts'
import * as route21 from '../components/route.ts'
import * as route22 from '../deployments/[deploymentId]/cancel/route.ts'
import * as route23 from '../deployments/[deploymentId]/events/route.ts'
import * as route24 from '../deployments/[deploymentId]/resume/route.ts'
import * as route25 from '../deployments/[deploymentId]/route.ts'
import * as route26 from '../deployments/route.ts'
import * as route27 from '../environments/route.ts'
import * as route28 from '../evidence/[evidenceId]/proof/route.ts'
import * as route29 from '../evidence/[evidenceId]/route.ts'
import * as route30 from '../evidence/checkpoint/route.ts'
import * as route31 from '../evidence/export/route.ts'
import * as route32 from '../evidence/keys/route.ts'
import * as route33 from '../evidence/route.ts'
import * as route34 from '../evidence/trusted-root/route.ts'
import * as route35 from '../findings/[findingId]/route.ts'
import * as route36 from '../findings/route.ts'
import * as route37 from '../findings/triage/preview/route.ts'
import * as route38 from '../findings/triage/route.ts'
import * as route39 from '../hooks/[triggerId]/route.ts'
import * as route40 from '../instances/[instanceId]/logs/route.ts'
import * as route41 from '../instances/[instanceId]/logs/stream/route.ts'
import * as route42 from '../instances/[instanceId]/route.ts'
import * as route43 from '../keys/[keyId]/revoke/route.ts'
import * as route44 from '../keys/[keyId]/route.ts'
import * as route45 from '../keys/route.ts'
import * as route46 from '../limits/route.ts'
import * as route47 from '../manifests/[manifestId]/route.ts'
import * as route48 from '../manifests/[manifestId]/versions/[version]/route.ts'
import * as route49 from '../manifests/[manifestId]/versions/route.ts'
import * as route50 from '../manifests/route.ts'
import * as route51 from '../manifests/validate/route.ts'
import * as route52 from '../matrix/route.ts'
import * as route53 from '../members/route.ts'
import * as route54 from '../notifications/events/route.ts'
import * as route55 from '../notifications/preferences/route.ts'
import * as route56 from '../notifications/read/route.ts'
import * as route57 from '../notifications/route.ts'
import * as route58 from '../promotions/route.ts'
import * as route59 from '../quotas/route.ts'
import * as route60 from '../registries/route.ts'
import * as route61 from '../runners/[runnerId]/instances/route.ts'
import * as route62 from '../runners/[runnerId]/instances/stream/route.ts'
import * as route63 from '../runners/[runnerId]/route.ts'
import * as route64 from '../runners/route.ts'
import * as route65 from '../runs/[runId]/cancel/route.ts'
import * as route66 from '../runs/[runId]/logs/route.ts'
import * as route67 from '../runs/[runId]/logs/stream/route.ts'
import * as route68 from '../runs/[runId]/route.ts'
import * as route69 from '../runs/route.ts'
import * as route70 from '../secrets/route.ts'
import * as route71 from '../session-tokens/route.ts'
import * as route72 from '../sources/route.ts'
import * as route73 from '../tokens/route.ts'
import * as route74 from '../triggers/[triggerId]/secret/route.ts'
import * as route75 from '../waivers/[waiverId]/revoke/route.ts'
import * as route76 from '../waivers/route.ts'
import * as route77 from '../webhooks/[webhookId]/deliveries/[deliveryId]/route.ts'
import * as route78 from '../webhooks/[webhookId]/deliveries/route.ts'
import * as route79 from '../webhooks/[webhookId]/ping/route.ts'
import * as route80 from '../webhooks/[webhookId]/replay/route.ts'
import * as route81 from '../webhooks/[webhookId]/rotate/route.ts'
import * as route82 from '../webhooks/[webhookId]/route.ts'
import * as route83 from '../webhooks/route.ts'
import * as route84 from '../whoami/route.ts'

/** Every route of the API by its OpenAPI path. Written by `node scripts/list-routes.ts`. */
export const routes: Record<string, RouteModule> = {
  '/advisories': route0,
  '/agent/artifacts/{digest}': route1,
  '/agent/enrol': route2,
  '/agent/heartbeat': route3,
  '/agent/lease': route4,
  '/agent/renew': route5,
  '/agent/runs/{runId}/output': route6,
  '/agent/secrets': route7,
  '/agent/spool': route8,
  '/agents/enrolments': route9,
  '/agents': route10,
  '/approvals/{approvalId}/decide': route11,
  '/approvals/{approvalId}': route12,
  '/approvals/{approvalId}/withdraw': route13,
  '/approvals/decide': route14,
  '/approvals': route15,
  '/artifacts/{artifactId}/attestations/{attestationId}': route16,
  '/artifacts/{artifactId}/content': route17,
  '/artifacts/{artifactId}': route18,
  '/artifacts/{artifactId}/sbom': route19,
  '/artifacts': route20,
  '/components': route21,
  '/deployments/{deploymentId}/cancel': route22,
  '/deployments/{deploymentId}/events': route23,
  '/deployments/{deploymentId}/resume': route24,
  '/deployments/{deploymentId}': route25,
  '/deployments': route26,
  '/environments': route27,
  '/evidence/{evidenceId}/proof': route28,
  '/evidence/{evidenceId}': route29,
  '/evidence/checkpoint': route30,
  '/evidence/export': route31,
  '/evidence/keys': route32,
  '/evidence': route33,
  '/evidence/trusted-root': route34,
  '/findings/{findingId}': route35,
  '/findings': route36,
  '/findings/triage/preview': route37,
  '/findings/triage': route38,
  '/hooks/{triggerId}': route39,
  '/instances/{instanceId}/logs': route40,
  '/instances/{instanceId}/logs/stream': route41,
  '/instances/{instanceId}': route42,
  '/keys/{keyId}/revoke': route43,
  '/keys/{keyId}': route44,
  '/keys': route45,
  '/limits': route46,
  '/manifests/{manifestId}': route47,
  '/manifests/{manifestId}/versions/{version}': route48,
  '/manifests/{manifestId}/versions': route49,
  '/manifests': route50,
  '/manifests/validate': route51,
  '/matrix': route52,
  '/members': route53,
  '/notifications/events': route54,
  '/notifications/preferences': route55,
  '/notifications/read': route56,
  '/notifications': route57,
  '/promotions': route58,
  '/quotas': route59,
  '/registries': route60,
  '/runners/{runnerId}/instances': route61,
  '/runners/{runnerId}/instances/stream': route62,
  '/runners/{runnerId}': route63,
  '/runners': route64,
  '/runs/{runId}/cancel': route65,
  '/runs/{runId}/logs': route66,
  '/runs/{runId}/logs/stream': route67,
  '/runs/{runId}': route68,
  '/runs': route69,
  '/secrets': route70,
  '/session-tokens': route71,
  '/sources': route72,
  '/tokens': route73,
  '/triggers/{triggerId}/secret': route74,
  '/waivers/{waiverId}/revoke': route75,
  '/waivers': route76,
  '/webhooks/{webhookId}/deliveries/{deliveryId}': route77,
  '/webhooks/{webhookId}/deliveries': route78,
  '/webhooks/{webhookId}/ping': route79,
  '/webhooks/{webhookId}/replay': route80,
  '/webhooks/{webhookId}/rotate': route81,
  '/webhooks/{webhookId}': route82,
  '/webhooks': route83,
  '/whoami': route84,
}
