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
import * as route28 from '../environments/[environment]/route.ts'
import * as route29 from '../environments/route.ts'
import * as route30 from '../evidence/[evidenceId]/proof/route.ts'
import * as route31 from '../evidence/[evidenceId]/route.ts'
import * as route32 from '../evidence/checkpoint/route.ts'
import * as route33 from '../evidence/export/route.ts'
import * as route34 from '../evidence/keys/route.ts'
import * as route35 from '../evidence/route.ts'
import * as route36 from '../evidence/trusted-root/route.ts'
import * as route37 from '../findings/[findingId]/route.ts'
import * as route38 from '../findings/route.ts'
import * as route39 from '../findings/triage/preview/route.ts'
import * as route40 from '../findings/triage/route.ts'
import * as route41 from '../freezes/[freezeId]/lift/route.ts'
import * as route42 from '../freezes/[freezeId]/route.ts'
import * as route43 from '../freezes/route.ts'
import * as route44 from '../holds/[holdId]/release/route.ts'
import * as route45 from '../holds/route.ts'
import * as route46 from '../hooks/[triggerId]/route.ts'
import * as route47 from '../instances/[instanceId]/logs/route.ts'
import * as route48 from '../instances/[instanceId]/logs/stream/route.ts'
import * as route49 from '../instances/[instanceId]/route.ts'
import * as route50 from '../keys/[keyId]/revoke/route.ts'
import * as route51 from '../keys/[keyId]/route.ts'
import * as route52 from '../keys/route.ts'
import * as route53 from '../limits/route.ts'
import * as route54 from '../manifests/[manifestId]/route.ts'
import * as route55 from '../manifests/[manifestId]/versions/[version]/route.ts'
import * as route56 from '../manifests/[manifestId]/versions/route.ts'
import * as route57 from '../manifests/route.ts'
import * as route58 from '../manifests/validate/route.ts'
import * as route59 from '../matrix/route.ts'
import * as route60 from '../members/route.ts'
import * as route61 from '../notifications/events/route.ts'
import * as route62 from '../notifications/preferences/route.ts'
import * as route63 from '../notifications/read/route.ts'
import * as route64 from '../notifications/route.ts'
import * as route65 from '../promotions/diff/route.ts'
import * as route66 from '../promotions/events/route.ts'
import * as route67 from '../promotions/preview/route.ts'
import * as route68 from '../promotions/route.ts'
import * as route69 from '../quotas/route.ts'
import * as route70 from '../registries/route.ts'
import * as route71 from '../rollbacks/route.ts'
import * as route72 from '../runners/[runnerId]/instances/route.ts'
import * as route73 from '../runners/[runnerId]/instances/stream/route.ts'
import * as route74 from '../runners/[runnerId]/route.ts'
import * as route75 from '../runners/route.ts'
import * as route76 from '../runs/[runId]/cancel/route.ts'
import * as route77 from '../runs/[runId]/logs/route.ts'
import * as route78 from '../runs/[runId]/logs/stream/route.ts'
import * as route79 from '../runs/[runId]/route.ts'
import * as route80 from '../runs/route.ts'
import * as route81 from '../secrets/route.ts'
import * as route82 from '../session-tokens/route.ts'
import * as route83 from '../sources/route.ts'
import * as route84 from '../tokens/route.ts'
import * as route85 from '../triggers/[triggerId]/secret/route.ts'
import * as route86 from '../waivers/[waiverId]/revoke/route.ts'
import * as route87 from '../waivers/route.ts'
import * as route88 from '../webhooks/[webhookId]/deliveries/[deliveryId]/route.ts'
import * as route89 from '../webhooks/[webhookId]/deliveries/route.ts'
import * as route90 from '../webhooks/[webhookId]/ping/route.ts'
import * as route91 from '../webhooks/[webhookId]/replay/route.ts'
import * as route92 from '../webhooks/[webhookId]/rotate/route.ts'
import * as route93 from '../webhooks/[webhookId]/route.ts'
import * as route94 from '../webhooks/route.ts'
import * as route95 from '../whoami/route.ts'
import * as route96 from '../windows/[windowId]/remove/route.ts'
import * as route97 from '../windows/route.ts'

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
  '/environments/{environment}': route28,
  '/environments': route29,
  '/evidence/{evidenceId}/proof': route30,
  '/evidence/{evidenceId}': route31,
  '/evidence/checkpoint': route32,
  '/evidence/export': route33,
  '/evidence/keys': route34,
  '/evidence': route35,
  '/evidence/trusted-root': route36,
  '/findings/{findingId}': route37,
  '/findings': route38,
  '/findings/triage/preview': route39,
  '/findings/triage': route40,
  '/freezes/{freezeId}/lift': route41,
  '/freezes/{freezeId}': route42,
  '/freezes': route43,
  '/holds/{holdId}/release': route44,
  '/holds': route45,
  '/hooks/{triggerId}': route46,
  '/instances/{instanceId}/logs': route47,
  '/instances/{instanceId}/logs/stream': route48,
  '/instances/{instanceId}': route49,
  '/keys/{keyId}/revoke': route50,
  '/keys/{keyId}': route51,
  '/keys': route52,
  '/limits': route53,
  '/manifests/{manifestId}': route54,
  '/manifests/{manifestId}/versions/{version}': route55,
  '/manifests/{manifestId}/versions': route56,
  '/manifests': route57,
  '/manifests/validate': route58,
  '/matrix': route59,
  '/members': route60,
  '/notifications/events': route61,
  '/notifications/preferences': route62,
  '/notifications/read': route63,
  '/notifications': route64,
  '/promotions/diff': route65,
  '/promotions/events': route66,
  '/promotions/preview': route67,
  '/promotions': route68,
  '/quotas': route69,
  '/registries': route70,
  '/rollbacks': route71,
  '/runners/{runnerId}/instances': route72,
  '/runners/{runnerId}/instances/stream': route73,
  '/runners/{runnerId}': route74,
  '/runners': route75,
  '/runs/{runId}/cancel': route76,
  '/runs/{runId}/logs': route77,
  '/runs/{runId}/logs/stream': route78,
  '/runs/{runId}': route79,
  '/runs': route80,
  '/secrets': route81,
  '/session-tokens': route82,
  '/sources': route83,
  '/tokens': route84,
  '/triggers/{triggerId}/secret': route85,
  '/waivers/{waiverId}/revoke': route86,
  '/waivers': route87,
  '/webhooks/{webhookId}/deliveries/{deliveryId}': route88,
  '/webhooks/{webhookId}/deliveries': route89,
  '/webhooks/{webhookId}/ping': route90,
  '/webhooks/{webhookId}/replay': route91,
  '/webhooks/{webhookId}/rotate': route92,
  '/webhooks/{webhookId}': route93,
  '/webhooks': route94,
  '/whoami': route95,
  '/windows/{windowId}/remove': route96,
  '/windows': route97,
}
