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
import * as route22 from '../break-glass/[breakGlassId]/close/route.ts'
import * as route23 from '../break-glass/open/route.ts'
import * as route24 from '../break-glass/route.ts'
import * as route25 from '../components/route.ts'
import * as route26 from '../delegations/route.ts'
import * as route27 from '../deployments/[deploymentId]/cancel/route.ts'
import * as route28 from '../deployments/[deploymentId]/events/route.ts'
import * as route29 from '../deployments/[deploymentId]/resume/route.ts'
import * as route30 from '../deployments/[deploymentId]/route.ts'
import * as route31 from '../deployments/route.ts'
import * as route32 from '../environments/[environment]/route.ts'
import * as route33 from '../environments/route.ts'
import * as route34 from '../evidence/[evidenceId]/proof/route.ts'
import * as route35 from '../evidence/[evidenceId]/route.ts'
import * as route36 from '../evidence/checkpoint/route.ts'
import * as route37 from '../evidence/export/route.ts'
import * as route38 from '../evidence/keys/route.ts'
import * as route39 from '../evidence/route.ts'
import * as route40 from '../evidence/trusted-root/route.ts'
import * as route41 from '../exceptions/[exceptionId]/renew/route.ts'
import * as route42 from '../exceptions/[exceptionId]/revoke/route.ts'
import * as route43 from '../exceptions/[exceptionId]/route.ts'
import * as route44 from '../exceptions/[exceptionId]/withdraw/route.ts'
import * as route45 from '../exceptions/route.ts'
import * as route46 from '../findings/[findingId]/route.ts'
import * as route47 from '../findings/route.ts'
import * as route48 from '../findings/triage/preview/route.ts'
import * as route49 from '../findings/triage/route.ts'
import * as route50 from '../freezes/[freezeId]/lift/route.ts'
import * as route51 from '../freezes/[freezeId]/route.ts'
import * as route52 from '../freezes/route.ts'
import * as route53 from '../holds/[holdId]/release/route.ts'
import * as route54 from '../holds/route.ts'
import * as route55 from '../hooks/[triggerId]/route.ts'
import * as route56 from '../instances/[instanceId]/logs/route.ts'
import * as route57 from '../instances/[instanceId]/logs/stream/route.ts'
import * as route58 from '../instances/[instanceId]/route.ts'
import * as route59 from '../keys/[keyId]/revoke/route.ts'
import * as route60 from '../keys/[keyId]/route.ts'
import * as route61 from '../keys/route.ts'
import * as route62 from '../limits/route.ts'
import * as route63 from '../manifests/[manifestId]/route.ts'
import * as route64 from '../manifests/[manifestId]/versions/[version]/route.ts'
import * as route65 from '../manifests/[manifestId]/versions/route.ts'
import * as route66 from '../manifests/route.ts'
import * as route67 from '../manifests/validate/route.ts'
import * as route68 from '../matrix/route.ts'
import * as route69 from '../members/route.ts'
import * as route70 from '../notifications/events/route.ts'
import * as route71 from '../notifications/preferences/route.ts'
import * as route72 from '../notifications/read/route.ts'
import * as route73 from '../notifications/route.ts'
import * as route74 from '../promotions/diff/route.ts'
import * as route75 from '../promotions/events/route.ts'
import * as route76 from '../promotions/preview/route.ts'
import * as route77 from '../promotions/route.ts'
import * as route78 from '../quotas/route.ts'
import * as route79 from '../registries/route.ts'
import * as route80 from '../rollbacks/route.ts'
import * as route81 from '../runners/[runnerId]/instances/route.ts'
import * as route82 from '../runners/[runnerId]/instances/stream/route.ts'
import * as route83 from '../runners/[runnerId]/route.ts'
import * as route84 from '../runners/route.ts'
import * as route85 from '../runs/[runId]/cancel/route.ts'
import * as route86 from '../runs/[runId]/logs/route.ts'
import * as route87 from '../runs/[runId]/logs/stream/route.ts'
import * as route88 from '../runs/[runId]/route.ts'
import * as route89 from '../runs/route.ts'
import * as route90 from '../secrets/route.ts'
import * as route91 from '../session-tokens/route.ts'
import * as route92 from '../sources/route.ts'
import * as route93 from '../tokens/route.ts'
import * as route94 from '../triggers/[triggerId]/secret/route.ts'
import * as route95 from '../waivers/[waiverId]/revoke/route.ts'
import * as route96 from '../waivers/route.ts'
import * as route97 from '../webhooks/[webhookId]/deliveries/[deliveryId]/route.ts'
import * as route98 from '../webhooks/[webhookId]/deliveries/route.ts'
import * as route99 from '../webhooks/[webhookId]/ping/route.ts'
import * as route100 from '../webhooks/[webhookId]/replay/route.ts'
import * as route101 from '../webhooks/[webhookId]/rotate/route.ts'
import * as route102 from '../webhooks/[webhookId]/route.ts'
import * as route103 from '../webhooks/route.ts'
import * as route104 from '../whoami/route.ts'
import * as route105 from '../windows/[windowId]/remove/route.ts'
import * as route106 from '../windows/route.ts'

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
  '/break-glass/{breakGlassId}/close': route22,
  '/break-glass/open': route23,
  '/break-glass': route24,
  '/components': route25,
  '/delegations': route26,
  '/deployments/{deploymentId}/cancel': route27,
  '/deployments/{deploymentId}/events': route28,
  '/deployments/{deploymentId}/resume': route29,
  '/deployments/{deploymentId}': route30,
  '/deployments': route31,
  '/environments/{environment}': route32,
  '/environments': route33,
  '/evidence/{evidenceId}/proof': route34,
  '/evidence/{evidenceId}': route35,
  '/evidence/checkpoint': route36,
  '/evidence/export': route37,
  '/evidence/keys': route38,
  '/evidence': route39,
  '/evidence/trusted-root': route40,
  '/exceptions/{exceptionId}/renew': route41,
  '/exceptions/{exceptionId}/revoke': route42,
  '/exceptions/{exceptionId}': route43,
  '/exceptions/{exceptionId}/withdraw': route44,
  '/exceptions': route45,
  '/findings/{findingId}': route46,
  '/findings': route47,
  '/findings/triage/preview': route48,
  '/findings/triage': route49,
  '/freezes/{freezeId}/lift': route50,
  '/freezes/{freezeId}': route51,
  '/freezes': route52,
  '/holds/{holdId}/release': route53,
  '/holds': route54,
  '/hooks/{triggerId}': route55,
  '/instances/{instanceId}/logs': route56,
  '/instances/{instanceId}/logs/stream': route57,
  '/instances/{instanceId}': route58,
  '/keys/{keyId}/revoke': route59,
  '/keys/{keyId}': route60,
  '/keys': route61,
  '/limits': route62,
  '/manifests/{manifestId}': route63,
  '/manifests/{manifestId}/versions/{version}': route64,
  '/manifests/{manifestId}/versions': route65,
  '/manifests': route66,
  '/manifests/validate': route67,
  '/matrix': route68,
  '/members': route69,
  '/notifications/events': route70,
  '/notifications/preferences': route71,
  '/notifications/read': route72,
  '/notifications': route73,
  '/promotions/diff': route74,
  '/promotions/events': route75,
  '/promotions/preview': route76,
  '/promotions': route77,
  '/quotas': route78,
  '/registries': route79,
  '/rollbacks': route80,
  '/runners/{runnerId}/instances': route81,
  '/runners/{runnerId}/instances/stream': route82,
  '/runners/{runnerId}': route83,
  '/runners': route84,
  '/runs/{runId}/cancel': route85,
  '/runs/{runId}/logs': route86,
  '/runs/{runId}/logs/stream': route87,
  '/runs/{runId}': route88,
  '/runs': route89,
  '/secrets': route90,
  '/session-tokens': route91,
  '/sources': route92,
  '/tokens': route93,
  '/triggers/{triggerId}/secret': route94,
  '/waivers/{waiverId}/revoke': route95,
  '/waivers': route96,
  '/webhooks/{webhookId}/deliveries/{deliveryId}': route97,
  '/webhooks/{webhookId}/deliveries': route98,
  '/webhooks/{webhookId}/ping': route99,
  '/webhooks/{webhookId}/replay': route100,
  '/webhooks/{webhookId}/rotate': route101,
  '/webhooks/{webhookId}': route102,
  '/webhooks': route103,
  '/whoami': route104,
  '/windows/{windowId}/remove': route105,
  '/windows': route106,
}
