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
import * as route16 from '../approver-groups/route.ts'
import * as route17 from '../artifacts/[artifactId]/attestations/[attestationId]/route.ts'
import * as route18 from '../artifacts/[artifactId]/content/route.ts'
import * as route19 from '../artifacts/[artifactId]/route.ts'
import * as route20 from '../artifacts/[artifactId]/sbom/route.ts'
import * as route21 from '../artifacts/route.ts'
import * as route22 from '../components/route.ts'
import * as route23 from '../delegations/route.ts'
import * as route24 from '../deployments/[deploymentId]/cancel/route.ts'
import * as route25 from '../deployments/[deploymentId]/events/route.ts'
import * as route26 from '../deployments/[deploymentId]/resume/route.ts'
import * as route27 from '../deployments/[deploymentId]/route.ts'
import * as route28 from '../deployments/route.ts'
import * as route29 from '../environments/[environment]/route.ts'
import * as route30 from '../environments/route.ts'
import * as route31 from '../evidence/[evidenceId]/proof/route.ts'
import * as route32 from '../evidence/[evidenceId]/route.ts'
import * as route33 from '../evidence/checkpoint/route.ts'
import * as route34 from '../evidence/export/route.ts'
import * as route35 from '../evidence/keys/route.ts'
import * as route36 from '../evidence/route.ts'
import * as route37 from '../evidence/trusted-root/route.ts'
import * as route38 from '../findings/[findingId]/route.ts'
import * as route39 from '../findings/route.ts'
import * as route40 from '../findings/triage/preview/route.ts'
import * as route41 from '../findings/triage/route.ts'
import * as route42 from '../freezes/[freezeId]/lift/route.ts'
import * as route43 from '../freezes/[freezeId]/route.ts'
import * as route44 from '../freezes/route.ts'
import * as route45 from '../holds/[holdId]/release/route.ts'
import * as route46 from '../holds/route.ts'
import * as route47 from '../hooks/[triggerId]/route.ts'
import * as route48 from '../instances/[instanceId]/logs/route.ts'
import * as route49 from '../instances/[instanceId]/logs/stream/route.ts'
import * as route50 from '../instances/[instanceId]/route.ts'
import * as route51 from '../keys/[keyId]/revoke/route.ts'
import * as route52 from '../keys/[keyId]/route.ts'
import * as route53 from '../keys/route.ts'
import * as route54 from '../limits/route.ts'
import * as route55 from '../manifests/[manifestId]/route.ts'
import * as route56 from '../manifests/[manifestId]/versions/[version]/route.ts'
import * as route57 from '../manifests/[manifestId]/versions/route.ts'
import * as route58 from '../manifests/route.ts'
import * as route59 from '../manifests/validate/route.ts'
import * as route60 from '../matrix/route.ts'
import * as route61 from '../members/route.ts'
import * as route62 from '../notifications/events/route.ts'
import * as route63 from '../notifications/preferences/route.ts'
import * as route64 from '../notifications/read/route.ts'
import * as route65 from '../notifications/route.ts'
import * as route66 from '../promotions/diff/route.ts'
import * as route67 from '../promotions/events/route.ts'
import * as route68 from '../promotions/preview/route.ts'
import * as route69 from '../promotions/route.ts'
import * as route70 from '../quotas/route.ts'
import * as route71 from '../registries/route.ts'
import * as route72 from '../rollbacks/route.ts'
import * as route73 from '../runners/[runnerId]/instances/route.ts'
import * as route74 from '../runners/[runnerId]/instances/stream/route.ts'
import * as route75 from '../runners/[runnerId]/route.ts'
import * as route76 from '../runners/route.ts'
import * as route77 from '../runs/[runId]/cancel/route.ts'
import * as route78 from '../runs/[runId]/logs/route.ts'
import * as route79 from '../runs/[runId]/logs/stream/route.ts'
import * as route80 from '../runs/[runId]/route.ts'
import * as route81 from '../runs/route.ts'
import * as route82 from '../secrets/route.ts'
import * as route83 from '../session-tokens/route.ts'
import * as route84 from '../sources/route.ts'
import * as route85 from '../tokens/route.ts'
import * as route86 from '../triggers/[triggerId]/secret/route.ts'
import * as route87 from '../waivers/[waiverId]/revoke/route.ts'
import * as route88 from '../waivers/route.ts'
import * as route89 from '../webhooks/[webhookId]/deliveries/[deliveryId]/route.ts'
import * as route90 from '../webhooks/[webhookId]/deliveries/route.ts'
import * as route91 from '../webhooks/[webhookId]/ping/route.ts'
import * as route92 from '../webhooks/[webhookId]/replay/route.ts'
import * as route93 from '../webhooks/[webhookId]/rotate/route.ts'
import * as route94 from '../webhooks/[webhookId]/route.ts'
import * as route95 from '../webhooks/route.ts'
import * as route96 from '../whoami/route.ts'
import * as route97 from '../windows/[windowId]/remove/route.ts'
import * as route98 from '../windows/route.ts'

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
  '/approver-groups': route16,
  '/artifacts/{artifactId}/attestations/{attestationId}': route17,
  '/artifacts/{artifactId}/content': route18,
  '/artifacts/{artifactId}': route19,
  '/artifacts/{artifactId}/sbom': route20,
  '/artifacts': route21,
  '/components': route22,
  '/delegations': route23,
  '/deployments/{deploymentId}/cancel': route24,
  '/deployments/{deploymentId}/events': route25,
  '/deployments/{deploymentId}/resume': route26,
  '/deployments/{deploymentId}': route27,
  '/deployments': route28,
  '/environments/{environment}': route29,
  '/environments': route30,
  '/evidence/{evidenceId}/proof': route31,
  '/evidence/{evidenceId}': route32,
  '/evidence/checkpoint': route33,
  '/evidence/export': route34,
  '/evidence/keys': route35,
  '/evidence': route36,
  '/evidence/trusted-root': route37,
  '/findings/{findingId}': route38,
  '/findings': route39,
  '/findings/triage/preview': route40,
  '/findings/triage': route41,
  '/freezes/{freezeId}/lift': route42,
  '/freezes/{freezeId}': route43,
  '/freezes': route44,
  '/holds/{holdId}/release': route45,
  '/holds': route46,
  '/hooks/{triggerId}': route47,
  '/instances/{instanceId}/logs': route48,
  '/instances/{instanceId}/logs/stream': route49,
  '/instances/{instanceId}': route50,
  '/keys/{keyId}/revoke': route51,
  '/keys/{keyId}': route52,
  '/keys': route53,
  '/limits': route54,
  '/manifests/{manifestId}': route55,
  '/manifests/{manifestId}/versions/{version}': route56,
  '/manifests/{manifestId}/versions': route57,
  '/manifests': route58,
  '/manifests/validate': route59,
  '/matrix': route60,
  '/members': route61,
  '/notifications/events': route62,
  '/notifications/preferences': route63,
  '/notifications/read': route64,
  '/notifications': route65,
  '/promotions/diff': route66,
  '/promotions/events': route67,
  '/promotions/preview': route68,
  '/promotions': route69,
  '/quotas': route70,
  '/registries': route71,
  '/rollbacks': route72,
  '/runners/{runnerId}/instances': route73,
  '/runners/{runnerId}/instances/stream': route74,
  '/runners/{runnerId}': route75,
  '/runners': route76,
  '/runs/{runId}/cancel': route77,
  '/runs/{runId}/logs': route78,
  '/runs/{runId}/logs/stream': route79,
  '/runs/{runId}': route80,
  '/runs': route81,
  '/secrets': route82,
  '/session-tokens': route83,
  '/sources': route84,
  '/tokens': route85,
  '/triggers/{triggerId}/secret': route86,
  '/waivers/{waiverId}/revoke': route87,
  '/waivers': route88,
  '/webhooks/{webhookId}/deliveries/{deliveryId}': route89,
  '/webhooks/{webhookId}/deliveries': route90,
  '/webhooks/{webhookId}/ping': route91,
  '/webhooks/{webhookId}/replay': route92,
  '/webhooks/{webhookId}/rotate': route93,
  '/webhooks/{webhookId}': route94,
  '/webhooks': route95,
  '/whoami': route96,
  '/windows/{windowId}/remove': route97,
  '/windows': route98,
}
