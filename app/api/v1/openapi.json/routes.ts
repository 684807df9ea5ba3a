import type { RouteModule } from '#lib/http/openapi.ts'
import * as route0 from '../agent/artifacts/[digest]/route.ts'
import * as route1 from '../agent/enrol/route.ts'
import * as route2 from '../agent/heartbeat/route.ts'
import * as route3 from '../agent/lease/route.ts'
import * as route4 from '../agent/renew/route.ts'
import * as route5 from '../agent/runs/[runId]/output/route.ts'
import * as route6 from '../agent/secrets/route.ts'
import * as route7 from '../agent/spool/route.ts'
import * as route8 from '../agents/enrolments/route.ts'
import * as route9 from '../agents/route.ts'
import * as route10 from '../approvals/[approvalId]/decide/route.ts'
import * as route11 from '../approvals/[approvalId]/route.ts'
import * as route12 from '../approvals/route.ts'
import * as route13 from '../artifacts/[artifactId]/attestations/[attestationId]/route.ts'
import * as route14 from '../artifacts/[artifactId]/content/route.ts'
import * as route15 from '../artifacts/[artifactId]/route.ts'
import * as route16 from '../artifacts/[artifactId]/sbom/route.ts'
import * as route17 from '../artifacts/route.ts'
import * as route18 from '../components/route.ts'
import * as route19 from '../deployments/[deploymentId]/cancel/route.ts'
import * as route20 from '../deployments/[deploymentId]/events/route.ts'
import * as route21 from '../deployments/[deploymentId]/resume/route.ts'
import * as route22 from '../deployments/[deploymentId]/route.ts'
import * as route23 from '../deployments/route.ts'
import * as route24 from '../environments/route.ts'
import * as route25 from '../evidence/[evidenceId]/proof/route.ts'
import * as route26 from '../evidence/[evidenceId]/route.ts'
import * as route27 from '../evidence/checkpoint/route.ts'
import * as route28 from '../evidence/export/route.ts'
import * as route29 from '../evidence/keys/route.ts'
import * as route30 from '../evidence/route.ts'
import * as route31 from '../evidence/trusted-root/route.ts'
import * as route32 from '../findings/[findingId]/route.ts'
import * as route33 from '../findings/route.ts'
import * as route34 from '../findings/triage/preview/route.ts'
import * as route35 from '../findings/triage/route.ts'
import * as route36 from '../hooks/[triggerId]/route.ts'
import * as route37 from '../instances/[instanceId]/logs/route.ts'
import * as route38 from '../instances/[instanceId]/logs/stream/route.ts'
import * as route39 from '../instances/[instanceId]/route.ts'
import * as route40 from '../keys/[keyId]/revoke/route.ts'
import * as route41 from '../keys/[keyId]/route.ts'
import * as route42 from '../keys/route.ts'
import * as route43 from '../limits/route.ts'
import * as route44 from '../manifests/[manifestId]/route.ts'
import * as route45 from '../manifests/[manifestId]/versions/[version]/route.ts'
import * as route46 from '../manifests/[manifestId]/versions/route.ts'
import * as route47 from '../manifests/route.ts'
import * as route48 from '../manifests/validate/route.ts'
import * as route49 from '../members/route.ts'
import * as route50 from '../notifications/events/route.ts'
import * as route51 from '../notifications/read/route.ts'
import * as route52 from '../notifications/route.ts'
import * as route53 from '../promotions/route.ts'
import * as route54 from '../runners/[runnerId]/instances/route.ts'
import * as route55 from '../runners/[runnerId]/instances/stream/route.ts'
import * as route56 from '../runners/[runnerId]/route.ts'
import * as route57 from '../runners/route.ts'
import * as route58 from '../runs/[runId]/cancel/route.ts'
import * as route59 from '../runs/[runId]/logs/route.ts'
import * as route60 from '../runs/[runId]/logs/stream/route.ts'
import * as route61 from '../runs/[runId]/route.ts'
import * as route62 from '../runs/route.ts'
import * as route63 from '../secrets/route.ts'
import * as route64 from '../session-tokens/route.ts'
import * as route65 from '../sources/route.ts'
import * as route66 from '../tokens/route.ts'
import * as route67 from '../triggers/[triggerId]/secret/route.ts'
import * as route68 from '../waivers/[waiverId]/revoke/route.ts'
import * as route69 from '../waivers/route.ts'
import * as route70 from '../whoami/route.ts'

/** Every route of the API by its OpenAPI path. Written by `node scripts/list-routes.ts`. */
export const routes: Record<string, RouteModule> = {
  '/agent/artifacts/{digest}': route0,
  '/agent/enrol': route1,
  '/agent/heartbeat': route2,
  '/agent/lease': route3,
  '/agent/renew': route4,
  '/agent/runs/{runId}/output': route5,
  '/agent/secrets': route6,
  '/agent/spool': route7,
  '/agents/enrolments': route8,
  '/agents': route9,
  '/approvals/{approvalId}/decide': route10,
  '/approvals/{approvalId}': route11,
  '/approvals': route12,
  '/artifacts/{artifactId}/attestations/{attestationId}': route13,
  '/artifacts/{artifactId}/content': route14,
  '/artifacts/{artifactId}': route15,
  '/artifacts/{artifactId}/sbom': route16,
  '/artifacts': route17,
  '/components': route18,
  '/deployments/{deploymentId}/cancel': route19,
  '/deployments/{deploymentId}/events': route20,
  '/deployments/{deploymentId}/resume': route21,
  '/deployments/{deploymentId}': route22,
  '/deployments': route23,
  '/environments': route24,
  '/evidence/{evidenceId}/proof': route25,
  '/evidence/{evidenceId}': route26,
  '/evidence/checkpoint': route27,
  '/evidence/export': route28,
  '/evidence/keys': route29,
  '/evidence': route30,
  '/evidence/trusted-root': route31,
  '/findings/{findingId}': route32,
  '/findings': route33,
  '/findings/triage/preview': route34,
  '/findings/triage': route35,
  '/hooks/{triggerId}': route36,
  '/instances/{instanceId}/logs': route37,
  '/instances/{instanceId}/logs/stream': route38,
  '/instances/{instanceId}': route39,
  '/keys/{keyId}/revoke': route40,
  '/keys/{keyId}': route41,
  '/keys': route42,
  '/limits': route43,
  '/manifests/{manifestId}': route44,
  '/manifests/{manifestId}/versions/{version}': route45,
  '/manifests/{manifestId}/versions': route46,
  '/manifests': route47,
  '/manifests/validate': route48,
  '/members': route49,
  '/notifications/events': route50,
  '/notifications/read': route51,
  '/notifications': route52,
  '/promotions': route53,
  '/runners/{runnerId}/instances': route54,
  '/runners/{runnerId}/instances/stream': route55,
  '/runners/{runnerId}': route56,
  '/runners': route57,
  '/runs/{runId}/cancel': route58,
  '/runs/{runId}/logs': route59,
  '/runs/{runId}/logs/stream': route60,
  '/runs/{runId}': route61,
  '/runs': route62,
  '/secrets': route63,
  '/session-tokens': route64,
  '/sources': route65,
  '/tokens': route66,
  '/triggers/{triggerId}/secret': route67,
  '/waivers/{waiverId}/revoke': route68,
  '/waivers': route69,
  '/whoami': route70,
}
