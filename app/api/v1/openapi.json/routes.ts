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
import * as route13 from '../approvals/route.ts'
import * as route14 from '../artifacts/[artifactId]/attestations/[attestationId]/route.ts'
import * as route15 from '../artifacts/[artifactId]/content/route.ts'
import * as route16 from '../artifacts/[artifactId]/route.ts'
import * as route17 from '../artifacts/[artifactId]/sbom/route.ts'
import * as route18 from '../artifacts/route.ts'
import * as route19 from '../components/route.ts'
import * as route20 from '../deployments/[deploymentId]/cancel/route.ts'
import * as route21 from '../deployments/[deploymentId]/events/route.ts'
import * as route22 from '../deployments/[deploymentId]/resume/route.ts'
import * as route23 from '../deployments/[deploymentId]/route.ts'
import * as route24 from '../deployments/route.ts'
import * as route25 from '../environments/route.ts'
import * as route26 from '../evidence/[evidenceId]/proof/route.ts'
import * as route27 from '../evidence/[evidenceId]/route.ts'
import * as route28 from '../evidence/checkpoint/route.ts'
import * as route29 from '../evidence/export/route.ts'
import * as route30 from '../evidence/keys/route.ts'
import * as route31 from '../evidence/route.ts'
import * as route32 from '../evidence/trusted-root/route.ts'
import * as route33 from '../findings/[findingId]/route.ts'
import * as route34 from '../findings/route.ts'
import * as route35 from '../findings/triage/preview/route.ts'
import * as route36 from '../findings/triage/route.ts'
import * as route37 from '../hooks/[triggerId]/route.ts'
import * as route38 from '../keys/[keyId]/revoke/route.ts'
import * as route39 from '../keys/[keyId]/route.ts'
import * as route40 from '../keys/route.ts'
import * as route41 from '../limits/route.ts'
import * as route42 from '../manifests/[manifestId]/route.ts'
import * as route43 from '../manifests/[manifestId]/versions/[version]/route.ts'
import * as route44 from '../manifests/[manifestId]/versions/route.ts'
import * as route45 from '../manifests/route.ts'
import * as route46 from '../manifests/validate/route.ts'
import * as route47 from '../members/route.ts'
import * as route48 from '../notifications/events/route.ts'
import * as route49 from '../notifications/read/route.ts'
import * as route50 from '../notifications/route.ts'
import * as route51 from '../promotions/route.ts'
import * as route52 from '../registries/route.ts'
import * as route53 from '../runners/[runnerId]/route.ts'
import * as route54 from '../runners/route.ts'
import * as route55 from '../runs/[runId]/cancel/route.ts'
import * as route56 from '../runs/[runId]/logs/route.ts'
import * as route57 from '../runs/[runId]/logs/stream/route.ts'
import * as route58 from '../runs/[runId]/route.ts'
import * as route59 from '../runs/route.ts'
import * as route60 from '../secrets/route.ts'
import * as route61 from '../session-tokens/route.ts'
import * as route62 from '../sources/route.ts'
import * as route63 from '../tokens/route.ts'
import * as route64 from '../triggers/[triggerId]/secret/route.ts'
import * as route65 from '../waivers/[waiverId]/revoke/route.ts'
import * as route66 from '../waivers/route.ts'
import * as route67 from '../whoami/route.ts'

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
  '/approvals': route13,
  '/artifacts/{artifactId}/attestations/{attestationId}': route14,
  '/artifacts/{artifactId}/content': route15,
  '/artifacts/{artifactId}': route16,
  '/artifacts/{artifactId}/sbom': route17,
  '/artifacts': route18,
  '/components': route19,
  '/deployments/{deploymentId}/cancel': route20,
  '/deployments/{deploymentId}/events': route21,
  '/deployments/{deploymentId}/resume': route22,
  '/deployments/{deploymentId}': route23,
  '/deployments': route24,
  '/environments': route25,
  '/evidence/{evidenceId}/proof': route26,
  '/evidence/{evidenceId}': route27,
  '/evidence/checkpoint': route28,
  '/evidence/export': route29,
  '/evidence/keys': route30,
  '/evidence': route31,
  '/evidence/trusted-root': route32,
  '/findings/{findingId}': route33,
  '/findings': route34,
  '/findings/triage/preview': route35,
  '/findings/triage': route36,
  '/hooks/{triggerId}': route37,
  '/keys/{keyId}/revoke': route38,
  '/keys/{keyId}': route39,
  '/keys': route40,
  '/limits': route41,
  '/manifests/{manifestId}': route42,
  '/manifests/{manifestId}/versions/{version}': route43,
  '/manifests/{manifestId}/versions': route44,
  '/manifests': route45,
  '/manifests/validate': route46,
  '/members': route47,
  '/notifications/events': route48,
  '/notifications/read': route49,
  '/notifications': route50,
  '/promotions': route51,
  '/registries': route52,
  '/runners/{runnerId}': route53,
  '/runners': route54,
  '/runs/{runId}/cancel': route55,
  '/runs/{runId}/logs': route56,
  '/runs/{runId}/logs/stream': route57,
  '/runs/{runId}': route58,
  '/runs': route59,
  '/secrets': route60,
  '/session-tokens': route61,
  '/sources': route62,
  '/tokens': route63,
  '/triggers/{triggerId}/secret': route64,
  '/waivers/{waiverId}/revoke': route65,
  '/waivers': route66,
  '/whoami': route67,
}
