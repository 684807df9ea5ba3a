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
import * as route26 from '../environments/[environment]/route.ts'
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
import * as route39 from '../freezes/[freezeId]/lift/route.ts'
import * as route40 from '../freezes/[freezeId]/route.ts'
import * as route41 from '../freezes/route.ts'
import * as route42 from '../holds/[holdId]/release/route.ts'
import * as route43 from '../holds/route.ts'
import * as route44 from '../hooks/[triggerId]/route.ts'
import * as route45 from '../instances/[instanceId]/logs/route.ts'
import * as route46 from '../instances/[instanceId]/logs/stream/route.ts'
import * as route47 from '../instances/[instanceId]/route.ts'
import * as route48 from '../keys/[keyId]/revoke/route.ts'
import * as route49 from '../keys/[keyId]/route.ts'
import * as route50 from '../keys/route.ts'
import * as route51 from '../limits/route.ts'
import * as route52 from '../manifests/[manifestId]/route.ts'
import * as route53 from '../manifests/[manifestId]/versions/[version]/route.ts'
import * as route54 from '../manifests/[manifestId]/versions/route.ts'
import * as route55 from '../manifests/route.ts'
import * as route56 from '../manifests/validate/route.ts'
import * as route57 from '../matrix/route.ts'
import * as route58 from '../members/route.ts'
import * as route59 from '../notifications/events/route.ts'
import * as route60 from '../notifications/preferences/route.ts'
import * as route61 from '../notifications/read/route.ts'
import * as route62 from '../notifications/route.ts'
import * as route63 from '../promotions/diff/route.ts'
import * as route64 from '../promotions/events/route.ts'
import * as route65 from '../promotions/preview/route.ts'
import * as route66 from '../promotions/route.ts'
import * as route67 from '../quotas/route.ts'
import * as route68 from '../registries/route.ts'
import * as route69 from '../rollbacks/route.ts'
import * as route70 from '../runners/[runnerId]/instances/route.ts'
import * as route71 from '../runners/[runnerId]/instances/stream/route.ts'
import * as route72 from '../runners/[runnerId]/route.ts'
import * as route73 from '../runners/route.ts'
import * as route74 from '../runs/[runId]/cancel/route.ts'
import * as route75 from '../runs/[runId]/logs/route.ts'
import * as route76 from '../runs/[runId]/logs/stream/route.ts'
import * as route77 from '../runs/[runId]/route.ts'
import * as route78 from '../runs/route.ts'
import * as route79 from '../secrets/route.ts'
import * as route80 from '../session-tokens/route.ts'
import * as route81 from '../sources/route.ts'
import * as route82 from '../tokens/route.ts'
import * as route83 from '../triggers/[triggerId]/secret/route.ts'
import * as route84 from '../waivers/[waiverId]/revoke/route.ts'
import * as route85 from '../waivers/route.ts'
import * as route86 from '../webhooks/[webhookId]/deliveries/[deliveryId]/route.ts'
import * as route87 from '../webhooks/[webhookId]/deliveries/route.ts'
import * as route88 from '../webhooks/[webhookId]/ping/route.ts'
import * as route89 from '../webhooks/[webhookId]/replay/route.ts'
import * as route90 from '../webhooks/[webhookId]/rotate/route.ts'
import * as route91 from '../webhooks/[webhookId]/route.ts'
import * as route92 from '../webhooks/route.ts'
import * as route93 from '../whoami/route.ts'
import * as route94 from '../windows/[windowId]/remove/route.ts'
import * as route95 from '../windows/route.ts'

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
  '/environments/{environment}': route26,
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
  '/freezes/{freezeId}/lift': route39,
  '/freezes/{freezeId}': route40,
  '/freezes': route41,
  '/holds/{holdId}/release': route42,
  '/holds': route43,
  '/hooks/{triggerId}': route44,
  '/instances/{instanceId}/logs': route45,
  '/instances/{instanceId}/logs/stream': route46,
  '/instances/{instanceId}': route47,
  '/keys/{keyId}/revoke': route48,
  '/keys/{keyId}': route49,
  '/keys': route50,
  '/limits': route51,
  '/manifests/{manifestId}': route52,
  '/manifests/{manifestId}/versions/{version}': route53,
  '/manifests/{manifestId}/versions': route54,
  '/manifests': route55,
  '/manifests/validate': route56,
  '/matrix': route57,
  '/members': route58,
  '/notifications/events': route59,
  '/notifications/preferences': route60,
  '/notifications/read': route61,
  '/notifications': route62,
  '/promotions/diff': route63,
  '/promotions/events': route64,
  '/promotions/preview': route65,
  '/promotions': route66,
  '/quotas': route67,
  '/registries': route68,
  '/rollbacks': route69,
  '/runners/{runnerId}/instances': route70,
  '/runners/{runnerId}/instances/stream': route71,
  '/runners/{runnerId}': route72,
  '/runners': route73,
  '/runs/{runId}/cancel': route74,
  '/runs/{runId}/logs': route75,
  '/runs/{runId}/logs/stream': route76,
  '/runs/{runId}': route77,
  '/runs': route78,
  '/secrets': route79,
  '/session-tokens': route80,
  '/sources': route81,
  '/tokens': route82,
  '/triggers/{triggerId}/secret': route83,
  '/waivers/{waiverId}/revoke': route84,
  '/waivers': route85,
  '/webhooks/{webhookId}/deliveries/{deliveryId}': route86,
  '/webhooks/{webhookId}/deliveries': route87,
  '/webhooks/{webhookId}/ping': route88,
  '/webhooks/{webhookId}/replay': route89,
  '/webhooks/{webhookId}/rotate': route90,
  '/webhooks/{webhookId}': route91,
  '/webhooks': route92,
  '/whoami': route93,
  '/windows/{windowId}/remove': route94,
  '/windows': route95,
}
