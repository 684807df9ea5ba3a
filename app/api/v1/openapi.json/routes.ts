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
import * as route37 from '../keys/[keyId]/revoke/route.ts'
import * as route38 from '../keys/[keyId]/route.ts'
import * as route39 from '../keys/route.ts'
import * as route40 from '../limits/route.ts'
import * as route41 from '../manifests/[manifestId]/route.ts'
import * as route42 from '../manifests/[manifestId]/versions/[version]/route.ts'
import * as route43 from '../manifests/[manifestId]/versions/route.ts'
import * as route44 from '../manifests/route.ts'
import * as route45 from '../manifests/validate/route.ts'
import * as route46 from '../members/route.ts'
import * as route47 from '../notifications/events/route.ts'
import * as route48 from '../notifications/read/route.ts'
import * as route49 from '../notifications/route.ts'
import * as route50 from '../promotions/route.ts'
import * as route51 from '../runners/[runnerId]/route.ts'
import * as route52 from '../runners/route.ts'
import * as route53 from '../runs/[runId]/cancel/route.ts'
import * as route54 from '../runs/[runId]/logs/route.ts'
import * as route55 from '../runs/[runId]/logs/stream/route.ts'
import * as route56 from '../runs/[runId]/route.ts'
import * as route57 from '../runs/route.ts'
import * as route58 from '../secrets/route.ts'
import * as route59 from '../session-tokens/route.ts'
import * as route60 from '../sources/route.ts'
import * as route61 from '../tokens/route.ts'
import * as route62 from '../triggers/[triggerId]/secret/route.ts'
import * as route63 from '../waivers/[waiverId]/revoke/route.ts'
import * as route64 from '../waivers/route.ts'
import * as route65 from '../whoami/route.ts'

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
  '/keys/{keyId}/revoke': route37,
  '/keys/{keyId}': route38,
  '/keys': route39,
  '/limits': route40,
  '/manifests/{manifestId}': route41,
  '/manifests/{manifestId}/versions/{version}': route42,
  '/manifests/{manifestId}/versions': route43,
  '/manifests': route44,
  '/manifests/validate': route45,
  '/members': route46,
  '/notifications/events': route47,
  '/notifications/read': route48,
  '/notifications': route49,
  '/promotions': route50,
  '/runners/{runnerId}': route51,
  '/runners': route52,
  '/runs/{runId}/cancel': route53,
  '/runs/{runId}/logs': route54,
  '/runs/{runId}/logs/stream': route55,
  '/runs/{runId}': route56,
  '/runs': route57,
  '/secrets': route58,
  '/session-tokens': route59,
  '/sources': route60,
  '/tokens': route61,
  '/triggers/{triggerId}/secret': route62,
  '/waivers/{waiverId}/revoke': route63,
  '/waivers': route64,
  '/whoami': route65,
}
