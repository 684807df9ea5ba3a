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
import * as route14 from '../approvals/route.ts'
import * as route15 from '../artifacts/[artifactId]/attestations/[attestationId]/route.ts'
import * as route16 from '../artifacts/[artifactId]/content/route.ts'
import * as route17 from '../artifacts/[artifactId]/route.ts'
import * as route18 from '../artifacts/[artifactId]/sbom/route.ts'
import * as route19 from '../artifacts/route.ts'
import * as route20 from '../components/route.ts'
import * as route21 from '../deployments/[deploymentId]/cancel/route.ts'
import * as route22 from '../deployments/[deploymentId]/events/route.ts'
import * as route23 from '../deployments/[deploymentId]/resume/route.ts'
import * as route24 from '../deployments/[deploymentId]/route.ts'
import * as route25 from '../deployments/route.ts'
import * as route26 from '../environments/route.ts'
import * as route27 from '../evidence/[evidenceId]/proof/route.ts'
import * as route28 from '../evidence/[evidenceId]/route.ts'
import * as route29 from '../evidence/checkpoint/route.ts'
import * as route30 from '../evidence/export/route.ts'
import * as route31 from '../evidence/keys/route.ts'
import * as route32 from '../evidence/route.ts'
import * as route33 from '../evidence/trusted-root/route.ts'
import * as route34 from '../findings/[findingId]/route.ts'
import * as route35 from '../findings/route.ts'
import * as route36 from '../findings/triage/preview/route.ts'
import * as route37 from '../findings/triage/route.ts'
import * as route38 from '../hooks/[triggerId]/route.ts'
import * as route39 from '../instances/[instanceId]/logs/route.ts'
import * as route40 from '../instances/[instanceId]/logs/stream/route.ts'
import * as route41 from '../instances/[instanceId]/route.ts'
import * as route42 from '../keys/[keyId]/revoke/route.ts'
import * as route43 from '../keys/[keyId]/route.ts'
import * as route44 from '../keys/route.ts'
import * as route45 from '../limits/route.ts'
import * as route46 from '../manifests/[manifestId]/route.ts'
import * as route47 from '../manifests/[manifestId]/versions/[version]/route.ts'
import * as route48 from '../manifests/[manifestId]/versions/route.ts'
import * as route49 from '../manifests/route.ts'
import * as route50 from '../manifests/validate/route.ts'
import * as route51 from '../matrix/route.ts'
import * as route52 from '../members/route.ts'
import * as route53 from '../notifications/events/route.ts'
import * as route54 from '../notifications/preferences/route.ts'
import * as route55 from '../notifications/read/route.ts'
import * as route56 from '../notifications/route.ts'
import * as route57 from '../promotions/route.ts'
import * as route58 from '../quotas/route.ts'
import * as route59 from '../registries/route.ts'
import * as route60 from '../runners/[runnerId]/instances/route.ts'
import * as route61 from '../runners/[runnerId]/instances/stream/route.ts'
import * as route62 from '../runners/[runnerId]/route.ts'
import * as route63 from '../runners/route.ts'
import * as route64 from '../runs/[runId]/cancel/route.ts'
import * as route65 from '../runs/[runId]/logs/route.ts'
import * as route66 from '../runs/[runId]/logs/stream/route.ts'
import * as route67 from '../runs/[runId]/route.ts'
import * as route68 from '../runs/route.ts'
import * as route69 from '../secrets/route.ts'
import * as route70 from '../session-tokens/route.ts'
import * as route71 from '../sources/route.ts'
import * as route72 from '../tokens/route.ts'
import * as route73 from '../triggers/[triggerId]/secret/route.ts'
import * as route74 from '../waivers/[waiverId]/revoke/route.ts'
import * as route75 from '../waivers/route.ts'
import * as route76 from '../webhooks/[webhookId]/deliveries/[deliveryId]/route.ts'
import * as route77 from '../webhooks/[webhookId]/deliveries/route.ts'
import * as route78 from '../webhooks/[webhookId]/ping/route.ts'
import * as route79 from '../webhooks/[webhookId]/replay/route.ts'
import * as route80 from '../webhooks/[webhookId]/rotate/route.ts'
import * as route81 from '../webhooks/[webhookId]/route.ts'
import * as route82 from '../webhooks/route.ts'
import * as route83 from '../whoami/route.ts'

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
  '/approvals': route14,
  '/artifacts/{artifactId}/attestations/{attestationId}': route15,
  '/artifacts/{artifactId}/content': route16,
  '/artifacts/{artifactId}': route17,
  '/artifacts/{artifactId}/sbom': route18,
  '/artifacts': route19,
  '/components': route20,
  '/deployments/{deploymentId}/cancel': route21,
  '/deployments/{deploymentId}/events': route22,
  '/deployments/{deploymentId}/resume': route23,
  '/deployments/{deploymentId}': route24,
  '/deployments': route25,
  '/environments': route26,
  '/evidence/{evidenceId}/proof': route27,
  '/evidence/{evidenceId}': route28,
  '/evidence/checkpoint': route29,
  '/evidence/export': route30,
  '/evidence/keys': route31,
  '/evidence': route32,
  '/evidence/trusted-root': route33,
  '/findings/{findingId}': route34,
  '/findings': route35,
  '/findings/triage/preview': route36,
  '/findings/triage': route37,
  '/hooks/{triggerId}': route38,
  '/instances/{instanceId}/logs': route39,
  '/instances/{instanceId}/logs/stream': route40,
  '/instances/{instanceId}': route41,
  '/keys/{keyId}/revoke': route42,
  '/keys/{keyId}': route43,
  '/keys': route44,
  '/limits': route45,
  '/manifests/{manifestId}': route46,
  '/manifests/{manifestId}/versions/{version}': route47,
  '/manifests/{manifestId}/versions': route48,
  '/manifests': route49,
  '/manifests/validate': route50,
  '/matrix': route51,
  '/members': route52,
  '/notifications/events': route53,
  '/notifications/preferences': route54,
  '/notifications/read': route55,
  '/notifications': route56,
  '/promotions': route57,
  '/quotas': route58,
  '/registries': route59,
  '/runners/{runnerId}/instances': route60,
  '/runners/{runnerId}/instances/stream': route61,
  '/runners/{runnerId}': route62,
  '/runners': route63,
  '/runs/{runId}/cancel': route64,
  '/runs/{runId}/logs': route65,
  '/runs/{runId}/logs/stream': route66,
  '/runs/{runId}': route67,
  '/runs': route68,
  '/secrets': route69,
  '/session-tokens': route70,
  '/sources': route71,
  '/tokens': route72,
  '/triggers/{triggerId}/secret': route73,
  '/waivers/{waiverId}/revoke': route74,
  '/waivers': route75,
  '/webhooks/{webhookId}/deliveries/{deliveryId}': route76,
  '/webhooks/{webhookId}/deliveries': route77,
  '/webhooks/{webhookId}/ping': route78,
  '/webhooks/{webhookId}/replay': route79,
  '/webhooks/{webhookId}/rotate': route80,
  '/webhooks/{webhookId}': route81,
  '/webhooks': route82,
  '/whoami': route83,
}
