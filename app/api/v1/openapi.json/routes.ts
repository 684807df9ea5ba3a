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
import * as route21 from '../break-glass/[breakGlassId]/close/route.ts'
import * as route22 from '../break-glass/open/route.ts'
import * as route23 from '../break-glass/route.ts'
import * as route24 from '../components/route.ts'
import * as route25 from '../delegations/route.ts'
import * as route26 from '../deployments/[deploymentId]/cancel/route.ts'
import * as route27 from '../deployments/[deploymentId]/events/route.ts'
import * as route28 from '../deployments/[deploymentId]/resume/route.ts'
import * as route29 from '../deployments/[deploymentId]/route.ts'
import * as route30 from '../deployments/route.ts'
import * as route31 from '../environments/route.ts'
import * as route32 from '../evidence/[evidenceId]/proof/route.ts'
import * as route33 from '../evidence/[evidenceId]/route.ts'
import * as route34 from '../evidence/checkpoint/route.ts'
import * as route35 from '../evidence/export/route.ts'
import * as route36 from '../evidence/keys/route.ts'
import * as route37 from '../evidence/route.ts'
import * as route38 from '../evidence/trusted-root/route.ts'
import * as route39 from '../exceptions/[exceptionId]/renew/route.ts'
import * as route40 from '../exceptions/[exceptionId]/revoke/route.ts'
import * as route41 from '../exceptions/[exceptionId]/route.ts'
import * as route42 from '../exceptions/[exceptionId]/withdraw/route.ts'
import * as route43 from '../exceptions/route.ts'
import * as route44 from '../findings/[findingId]/route.ts'
import * as route45 from '../findings/route.ts'
import * as route46 from '../findings/triage/preview/route.ts'
import * as route47 from '../findings/triage/route.ts'
import * as route48 from '../hooks/[triggerId]/route.ts'
import * as route49 from '../instances/[instanceId]/logs/route.ts'
import * as route50 from '../instances/[instanceId]/logs/stream/route.ts'
import * as route51 from '../instances/[instanceId]/route.ts'
import * as route52 from '../keys/[keyId]/revoke/route.ts'
import * as route53 from '../keys/[keyId]/route.ts'
import * as route54 from '../keys/route.ts'
import * as route55 from '../limits/route.ts'
import * as route56 from '../manifests/[manifestId]/route.ts'
import * as route57 from '../manifests/[manifestId]/versions/[version]/route.ts'
import * as route58 from '../manifests/[manifestId]/versions/route.ts'
import * as route59 from '../manifests/route.ts'
import * as route60 from '../manifests/validate/route.ts'
import * as route61 from '../matrix/route.ts'
import * as route62 from '../members/route.ts'
import * as route63 from '../notifications/events/route.ts'
import * as route64 from '../notifications/preferences/route.ts'
import * as route65 from '../notifications/read/route.ts'
import * as route66 from '../notifications/route.ts'
import * as route67 from '../promotions/route.ts'
import * as route68 from '../quotas/route.ts'
import * as route69 from '../registries/route.ts'
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
  '/break-glass/{breakGlassId}/close': route21,
  '/break-glass/open': route22,
  '/break-glass': route23,
  '/components': route24,
  '/delegations': route25,
  '/deployments/{deploymentId}/cancel': route26,
  '/deployments/{deploymentId}/events': route27,
  '/deployments/{deploymentId}/resume': route28,
  '/deployments/{deploymentId}': route29,
  '/deployments': route30,
  '/environments': route31,
  '/evidence/{evidenceId}/proof': route32,
  '/evidence/{evidenceId}': route33,
  '/evidence/checkpoint': route34,
  '/evidence/export': route35,
  '/evidence/keys': route36,
  '/evidence': route37,
  '/evidence/trusted-root': route38,
  '/exceptions/{exceptionId}/renew': route39,
  '/exceptions/{exceptionId}/revoke': route40,
  '/exceptions/{exceptionId}': route41,
  '/exceptions/{exceptionId}/withdraw': route42,
  '/exceptions': route43,
  '/findings/{findingId}': route44,
  '/findings': route45,
  '/findings/triage/preview': route46,
  '/findings/triage': route47,
  '/hooks/{triggerId}': route48,
  '/instances/{instanceId}/logs': route49,
  '/instances/{instanceId}/logs/stream': route50,
  '/instances/{instanceId}': route51,
  '/keys/{keyId}/revoke': route52,
  '/keys/{keyId}': route53,
  '/keys': route54,
  '/limits': route55,
  '/manifests/{manifestId}': route56,
  '/manifests/{manifestId}/versions/{version}': route57,
  '/manifests/{manifestId}/versions': route58,
  '/manifests': route59,
  '/manifests/validate': route60,
  '/matrix': route61,
  '/members': route62,
  '/notifications/events': route63,
  '/notifications/preferences': route64,
  '/notifications/read': route65,
  '/notifications': route66,
  '/promotions': route67,
  '/quotas': route68,
  '/registries': route69,
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
}
