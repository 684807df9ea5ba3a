import type { RouteModule } from '#lib/http/openapi.ts'
import * as route0 from '../approvals/[approvalId]/decide/route.ts'
import * as route1 from '../approvals/[approvalId]/route.ts'
import * as route2 from '../approvals/route.ts'
import * as route3 from '../artifacts/[artifactId]/attestations/[attestationId]/route.ts'
import * as route4 from '../artifacts/[artifactId]/content/route.ts'
import * as route5 from '../artifacts/[artifactId]/route.ts'
import * as route6 from '../artifacts/[artifactId]/sbom/route.ts'
import * as route7 from '../artifacts/route.ts'
import * as route8 from '../components/route.ts'
import * as route9 from '../deployments/[deploymentId]/cancel/route.ts'
import * as route10 from '../deployments/[deploymentId]/events/route.ts'
import * as route11 from '../deployments/[deploymentId]/resume/route.ts'
import * as route12 from '../deployments/[deploymentId]/route.ts'
import * as route13 from '../deployments/route.ts'
import * as route14 from '../environments/route.ts'
import * as route15 from '../evidence/[evidenceId]/proof/route.ts'
import * as route16 from '../evidence/[evidenceId]/route.ts'
import * as route17 from '../evidence/checkpoint/route.ts'
import * as route18 from '../evidence/export/route.ts'
import * as route19 from '../evidence/keys/route.ts'
import * as route20 from '../evidence/route.ts'
import * as route21 from '../evidence/trusted-root/route.ts'
import * as route22 from '../findings/[findingId]/route.ts'
import * as route23 from '../findings/route.ts'
import * as route24 from '../findings/triage/preview/route.ts'
import * as route25 from '../findings/triage/route.ts'
import * as route26 from '../hooks/[triggerId]/route.ts'
import * as route27 from '../keys/[keyId]/revoke/route.ts'
import * as route28 from '../keys/[keyId]/route.ts'
import * as route29 from '../keys/route.ts'
import * as route30 from '../limits/route.ts'
import * as route31 from '../manifests/[manifestId]/route.ts'
import * as route32 from '../manifests/[manifestId]/versions/[version]/route.ts'
import * as route33 from '../manifests/[manifestId]/versions/route.ts'
import * as route34 from '../manifests/route.ts'
import * as route35 from '../manifests/validate/route.ts'
import * as route36 from '../members/route.ts'
import * as route37 from '../notifications/events/route.ts'
import * as route38 from '../notifications/read/route.ts'
import * as route39 from '../notifications/route.ts'
import * as route40 from '../promotions/route.ts'
import * as route41 from '../runners/[runnerId]/route.ts'
import * as route42 from '../runners/route.ts'
import * as route43 from '../runs/[runId]/cancel/route.ts'
import * as route44 from '../runs/[runId]/logs/route.ts'
import * as route45 from '../runs/[runId]/logs/stream/route.ts'
import * as route46 from '../runs/[runId]/route.ts'
import * as route47 from '../runs/route.ts'
import * as route48 from '../secrets/route.ts'
import * as route49 from '../session-tokens/route.ts'
import * as route50 from '../sources/route.ts'
import * as route51 from '../tokens/route.ts'
import * as route52 from '../triggers/[triggerId]/secret/route.ts'
import * as route53 from '../waivers/[waiverId]/revoke/route.ts'
import * as route54 from '../waivers/route.ts'
import * as route55 from '../whoami/route.ts'

/** Every route of the API by its OpenAPI path. Written by `node scripts/list-routes.ts`. */
export const routes: Record<string, RouteModule> = {
  '/approvals/{approvalId}/decide': route0,
  '/approvals/{approvalId}': route1,
  '/approvals': route2,
  '/artifacts/{artifactId}/attestations/{attestationId}': route3,
  '/artifacts/{artifactId}/content': route4,
  '/artifacts/{artifactId}': route5,
  '/artifacts/{artifactId}/sbom': route6,
  '/artifacts': route7,
  '/components': route8,
  '/deployments/{deploymentId}/cancel': route9,
  '/deployments/{deploymentId}/events': route10,
  '/deployments/{deploymentId}/resume': route11,
  '/deployments/{deploymentId}': route12,
  '/deployments': route13,
  '/environments': route14,
  '/evidence/{evidenceId}/proof': route15,
  '/evidence/{evidenceId}': route16,
  '/evidence/checkpoint': route17,
  '/evidence/export': route18,
  '/evidence/keys': route19,
  '/evidence': route20,
  '/evidence/trusted-root': route21,
  '/findings/{findingId}': route22,
  '/findings': route23,
  '/findings/triage/preview': route24,
  '/findings/triage': route25,
  '/hooks/{triggerId}': route26,
  '/keys/{keyId}/revoke': route27,
  '/keys/{keyId}': route28,
  '/keys': route29,
  '/limits': route30,
  '/manifests/{manifestId}': route31,
  '/manifests/{manifestId}/versions/{version}': route32,
  '/manifests/{manifestId}/versions': route33,
  '/manifests': route34,
  '/manifests/validate': route35,
  '/members': route36,
  '/notifications/events': route37,
  '/notifications/read': route38,
  '/notifications': route39,
  '/promotions': route40,
  '/runners/{runnerId}': route41,
  '/runners': route42,
  '/runs/{runId}/cancel': route43,
  '/runs/{runId}/logs': route44,
  '/runs/{runId}/logs/stream': route45,
  '/runs/{runId}': route46,
  '/runs': route47,
  '/secrets': route48,
  '/session-tokens': route49,
  '/sources': route50,
  '/tokens': route51,
  '/triggers/{triggerId}/secret': route52,
  '/waivers/{waiverId}/revoke': route53,
  '/waivers': route54,
  '/whoami': route55,
}
