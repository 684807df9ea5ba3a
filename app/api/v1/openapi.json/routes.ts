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
import * as route15 from '../approver-groups/route.ts'
import * as route16 from '../artifacts/[artifactId]/attestations/[attestationId]/route.ts'
import * as route17 from '../artifacts/[artifactId]/content/route.ts'
import * as route18 from '../artifacts/[artifactId]/route.ts'
import * as route19 from '../artifacts/[artifactId]/sbom/route.ts'
import * as route20 from '../artifacts/route.ts'
import * as route21 from '../components/route.ts'
import * as route22 from '../delegations/route.ts'
import * as route23 from '../deployments/[deploymentId]/cancel/route.ts'
import * as route24 from '../deployments/[deploymentId]/events/route.ts'
import * as route25 from '../deployments/[deploymentId]/resume/route.ts'
import * as route26 from '../deployments/[deploymentId]/route.ts'
import * as route27 from '../deployments/route.ts'
import * as route28 from '../environments/route.ts'
import * as route29 from '../evidence/[evidenceId]/proof/route.ts'
import * as route30 from '../evidence/[evidenceId]/route.ts'
import * as route31 from '../evidence/checkpoint/route.ts'
import * as route32 from '../evidence/export/route.ts'
import * as route33 from '../evidence/keys/route.ts'
import * as route34 from '../evidence/route.ts'
import * as route35 from '../evidence/trusted-root/route.ts'
import * as route36 from '../findings/[findingId]/route.ts'
import * as route37 from '../findings/route.ts'
import * as route38 from '../findings/triage/preview/route.ts'
import * as route39 from '../findings/triage/route.ts'
import * as route40 from '../hooks/[triggerId]/route.ts'
import * as route41 from '../instances/[instanceId]/logs/route.ts'
import * as route42 from '../instances/[instanceId]/logs/stream/route.ts'
import * as route43 from '../instances/[instanceId]/route.ts'
import * as route44 from '../keys/[keyId]/revoke/route.ts'
import * as route45 from '../keys/[keyId]/route.ts'
import * as route46 from '../keys/route.ts'
import * as route47 from '../limits/route.ts'
import * as route48 from '../manifests/[manifestId]/route.ts'
import * as route49 from '../manifests/[manifestId]/versions/[version]/route.ts'
import * as route50 from '../manifests/[manifestId]/versions/route.ts'
import * as route51 from '../manifests/route.ts'
import * as route52 from '../manifests/validate/route.ts'
import * as route53 from '../matrix/route.ts'
import * as route54 from '../members/route.ts'
import * as route55 from '../notifications/events/route.ts'
import * as route56 from '../notifications/preferences/route.ts'
import * as route57 from '../notifications/read/route.ts'
import * as route58 from '../notifications/route.ts'
import * as route59 from '../promotions/route.ts'
import * as route60 from '../quotas/route.ts'
import * as route61 from '../registries/route.ts'
import * as route62 from '../runners/[runnerId]/instances/route.ts'
import * as route63 from '../runners/[runnerId]/instances/stream/route.ts'
import * as route64 from '../runners/[runnerId]/route.ts'
import * as route65 from '../runners/route.ts'
import * as route66 from '../runs/[runId]/cancel/route.ts'
import * as route67 from '../runs/[runId]/logs/route.ts'
import * as route68 from '../runs/[runId]/logs/stream/route.ts'
import * as route69 from '../runs/[runId]/route.ts'
import * as route70 from '../runs/route.ts'
import * as route71 from '../secrets/route.ts'
import * as route72 from '../session-tokens/route.ts'
import * as route73 from '../sources/route.ts'
import * as route74 from '../tokens/route.ts'
import * as route75 from '../triggers/[triggerId]/secret/route.ts'
import * as route76 from '../waivers/[waiverId]/revoke/route.ts'
import * as route77 from '../waivers/route.ts'
import * as route78 from '../webhooks/[webhookId]/deliveries/[deliveryId]/route.ts'
import * as route79 from '../webhooks/[webhookId]/deliveries/route.ts'
import * as route80 from '../webhooks/[webhookId]/ping/route.ts'
import * as route81 from '../webhooks/[webhookId]/replay/route.ts'
import * as route82 from '../webhooks/[webhookId]/rotate/route.ts'
import * as route83 from '../webhooks/[webhookId]/route.ts'
import * as route84 from '../webhooks/route.ts'
import * as route85 from '../whoami/route.ts'

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
  '/approver-groups': route15,
  '/artifacts/{artifactId}/attestations/{attestationId}': route16,
  '/artifacts/{artifactId}/content': route17,
  '/artifacts/{artifactId}': route18,
  '/artifacts/{artifactId}/sbom': route19,
  '/artifacts': route20,
  '/components': route21,
  '/delegations': route22,
  '/deployments/{deploymentId}/cancel': route23,
  '/deployments/{deploymentId}/events': route24,
  '/deployments/{deploymentId}/resume': route25,
  '/deployments/{deploymentId}': route26,
  '/deployments': route27,
  '/environments': route28,
  '/evidence/{evidenceId}/proof': route29,
  '/evidence/{evidenceId}': route30,
  '/evidence/checkpoint': route31,
  '/evidence/export': route32,
  '/evidence/keys': route33,
  '/evidence': route34,
  '/evidence/trusted-root': route35,
  '/findings/{findingId}': route36,
  '/findings': route37,
  '/findings/triage/preview': route38,
  '/findings/triage': route39,
  '/hooks/{triggerId}': route40,
  '/instances/{instanceId}/logs': route41,
  '/instances/{instanceId}/logs/stream': route42,
  '/instances/{instanceId}': route43,
  '/keys/{keyId}/revoke': route44,
  '/keys/{keyId}': route45,
  '/keys': route46,
  '/limits': route47,
  '/manifests/{manifestId}': route48,
  '/manifests/{manifestId}/versions/{version}': route49,
  '/manifests/{manifestId}/versions': route50,
  '/manifests': route51,
  '/manifests/validate': route52,
  '/matrix': route53,
  '/members': route54,
  '/notifications/events': route55,
  '/notifications/preferences': route56,
  '/notifications/read': route57,
  '/notifications': route58,
  '/promotions': route59,
  '/quotas': route60,
  '/registries': route61,
  '/runners/{runnerId}/instances': route62,
  '/runners/{runnerId}/instances/stream': route63,
  '/runners/{runnerId}': route64,
  '/runners': route65,
  '/runs/{runId}/cancel': route66,
  '/runs/{runId}/logs': route67,
  '/runs/{runId}/logs/stream': route68,
  '/runs/{runId}': route69,
  '/runs': route70,
  '/secrets': route71,
  '/session-tokens': route72,
  '/sources': route73,
  '/tokens': route74,
  '/triggers/{triggerId}/secret': route75,
  '/waivers/{waiverId}/revoke': route76,
  '/waivers': route77,
  '/webhooks/{webhookId}/deliveries/{deliveryId}': route78,
  '/webhooks/{webhookId}/deliveries': route79,
  '/webhooks/{webhookId}/ping': route80,
  '/webhooks/{webhookId}/replay': route81,
  '/webhooks/{webhookId}/rotate': route82,
  '/webhooks/{webhookId}': route83,
  '/webhooks': route84,
  '/whoami': route85,
}
