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
import * as route20 from '../break-glass/[breakGlassId]/close/route.ts'
import * as route21 from '../break-glass/open/route.ts'
import * as route22 from '../break-glass/route.ts'
import * as route23 from '../components/route.ts'
import * as route24 from '../deployments/[deploymentId]/cancel/route.ts'
import * as route25 from '../deployments/[deploymentId]/events/route.ts'
import * as route26 from '../deployments/[deploymentId]/resume/route.ts'
import * as route27 from '../deployments/[deploymentId]/route.ts'
import * as route28 from '../deployments/route.ts'
import * as route29 from '../environments/route.ts'
import * as route30 from '../evidence/[evidenceId]/proof/route.ts'
import * as route31 from '../evidence/[evidenceId]/route.ts'
import * as route32 from '../evidence/checkpoint/route.ts'
import * as route33 from '../evidence/export/route.ts'
import * as route34 from '../evidence/keys/route.ts'
import * as route35 from '../evidence/route.ts'
import * as route36 from '../evidence/trusted-root/route.ts'
import * as route37 from '../exceptions/[exceptionId]/renew/route.ts'
import * as route38 from '../exceptions/[exceptionId]/revoke/route.ts'
import * as route39 from '../exceptions/[exceptionId]/route.ts'
import * as route40 from '../exceptions/[exceptionId]/withdraw/route.ts'
import * as route41 from '../exceptions/route.ts'
import * as route42 from '../findings/[findingId]/route.ts'
import * as route43 from '../findings/route.ts'
import * as route44 from '../findings/triage/preview/route.ts'
import * as route45 from '../findings/triage/route.ts'
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
import * as route65 from '../promotions/route.ts'
import * as route66 from '../quotas/route.ts'
import * as route67 from '../registries/route.ts'
import * as route68 from '../runners/[runnerId]/instances/route.ts'
import * as route69 from '../runners/[runnerId]/instances/stream/route.ts'
import * as route70 from '../runners/[runnerId]/route.ts'
import * as route71 from '../runners/route.ts'
import * as route72 from '../runs/[runId]/cancel/route.ts'
import * as route73 from '../runs/[runId]/logs/route.ts'
import * as route74 from '../runs/[runId]/logs/stream/route.ts'
import * as route75 from '../runs/[runId]/route.ts'
import * as route76 from '../runs/route.ts'
import * as route77 from '../secrets/route.ts'
import * as route78 from '../session-tokens/route.ts'
import * as route79 from '../sources/route.ts'
import * as route80 from '../tokens/route.ts'
import * as route81 from '../triggers/[triggerId]/secret/route.ts'
import * as route82 from '../waivers/[waiverId]/revoke/route.ts'
import * as route83 from '../waivers/route.ts'
import * as route84 from '../webhooks/[webhookId]/deliveries/[deliveryId]/route.ts'
import * as route85 from '../webhooks/[webhookId]/deliveries/route.ts'
import * as route86 from '../webhooks/[webhookId]/ping/route.ts'
import * as route87 from '../webhooks/[webhookId]/replay/route.ts'
import * as route88 from '../webhooks/[webhookId]/rotate/route.ts'
import * as route89 from '../webhooks/[webhookId]/route.ts'
import * as route90 from '../webhooks/route.ts'
import * as route91 from '../whoami/route.ts'

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
  '/break-glass/{breakGlassId}/close': route20,
  '/break-glass/open': route21,
  '/break-glass': route22,
  '/components': route23,
  '/deployments/{deploymentId}/cancel': route24,
  '/deployments/{deploymentId}/events': route25,
  '/deployments/{deploymentId}/resume': route26,
  '/deployments/{deploymentId}': route27,
  '/deployments': route28,
  '/environments': route29,
  '/evidence/{evidenceId}/proof': route30,
  '/evidence/{evidenceId}': route31,
  '/evidence/checkpoint': route32,
  '/evidence/export': route33,
  '/evidence/keys': route34,
  '/evidence': route35,
  '/evidence/trusted-root': route36,
  '/exceptions/{exceptionId}/renew': route37,
  '/exceptions/{exceptionId}/revoke': route38,
  '/exceptions/{exceptionId}': route39,
  '/exceptions/{exceptionId}/withdraw': route40,
  '/exceptions': route41,
  '/findings/{findingId}': route42,
  '/findings': route43,
  '/findings/triage/preview': route44,
  '/findings/triage': route45,
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
  '/promotions': route65,
  '/quotas': route66,
  '/registries': route67,
  '/runners/{runnerId}/instances': route68,
  '/runners/{runnerId}/instances/stream': route69,
  '/runners/{runnerId}': route70,
  '/runners': route71,
  '/runs/{runId}/cancel': route72,
  '/runs/{runId}/logs': route73,
  '/runs/{runId}/logs/stream': route74,
  '/runs/{runId}': route75,
  '/runs': route76,
  '/secrets': route77,
  '/session-tokens': route78,
  '/sources': route79,
  '/tokens': route80,
  '/triggers/{triggerId}/secret': route81,
  '/waivers/{waiverId}/revoke': route82,
  '/waivers': route83,
  '/webhooks/{webhookId}/deliveries/{deliveryId}': route84,
  '/webhooks/{webhookId}/deliveries': route85,
  '/webhooks/{webhookId}/ping': route86,
  '/webhooks/{webhookId}/replay': route87,
  '/webhooks/{webhookId}/rotate': route88,
  '/webhooks/{webhookId}': route89,
  '/webhooks': route90,
  '/whoami': route91,
}
