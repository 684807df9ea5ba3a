import type { RouteModule } from '#lib/http/openapi.ts'
import * as route0 from '../approvals/[approvalId]/decide/route.ts'
import * as route1 from '../approvals/[approvalId]/route.ts'
import * as route2 from '../approvals/route.ts'
import * as route3 from '../artifacts/[artifactId]/attestations/[attestationId]/route.ts'
import * as route4 from '../artifacts/[artifactId]/content/route.ts'
import * as route5 from '../artifacts/[artifactId]/route.ts'
import * as route6 from '../artifacts/[artifactId]/sbom/route.ts'
import * as route7 from '../artifacts/route.ts'
import * as route8 from '../deployments/[deploymentId]/cancel/route.ts'
import * as route9 from '../deployments/[deploymentId]/events/route.ts'
import * as route10 from '../deployments/[deploymentId]/resume/route.ts'
import * as route11 from '../deployments/[deploymentId]/route.ts'
import * as route12 from '../deployments/route.ts'
import * as route13 from '../environments/route.ts'
import * as route14 from '../evidence/[evidenceId]/proof/route.ts'
import * as route15 from '../evidence/[evidenceId]/route.ts'
import * as route16 from '../evidence/checkpoint/route.ts'
import * as route17 from '../evidence/export/route.ts'
import * as route18 from '../evidence/keys/route.ts'
import * as route19 from '../evidence/route.ts'
import * as route20 from '../evidence/trusted-root/route.ts'
import * as route21 from '../hooks/[triggerId]/route.ts'
import * as route22 from '../keys/[keyId]/revoke/route.ts'
import * as route23 from '../keys/[keyId]/route.ts'
import * as route24 from '../keys/route.ts'
import * as route25 from '../manifests/[manifestId]/route.ts'
import * as route26 from '../manifests/[manifestId]/versions/[version]/route.ts'
import * as route27 from '../manifests/[manifestId]/versions/route.ts'
import * as route28 from '../manifests/route.ts'
import * as route29 from '../manifests/validate/route.ts'
import * as route30 from '../members/route.ts'
import * as route31 from '../promotions/route.ts'
import * as route32 from '../runners/[runnerId]/route.ts'
import * as route33 from '../runners/route.ts'
import * as route34 from '../runs/[runId]/cancel/route.ts'
import * as route35 from '../runs/[runId]/logs/route.ts'
import * as route36 from '../runs/[runId]/logs/stream/route.ts'
import * as route37 from '../runs/[runId]/route.ts'
import * as route38 from '../runs/route.ts'
import * as route39 from '../secrets/route.ts'
import * as route40 from '../session-tokens/route.ts'
import * as route41 from '../sources/route.ts'
import * as route42 from '../tokens/route.ts'
import * as route43 from '../triggers/[triggerId]/secret/route.ts'
import * as route44 from '../whoami/route.ts'

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
  '/deployments/{deploymentId}/cancel': route8,
  '/deployments/{deploymentId}/events': route9,
  '/deployments/{deploymentId}/resume': route10,
  '/deployments/{deploymentId}': route11,
  '/deployments': route12,
  '/environments': route13,
  '/evidence/{evidenceId}/proof': route14,
  '/evidence/{evidenceId}': route15,
  '/evidence/checkpoint': route16,
  '/evidence/export': route17,
  '/evidence/keys': route18,
  '/evidence': route19,
  '/evidence/trusted-root': route20,
  '/hooks/{triggerId}': route21,
  '/keys/{keyId}/revoke': route22,
  '/keys/{keyId}': route23,
  '/keys': route24,
  '/manifests/{manifestId}': route25,
  '/manifests/{manifestId}/versions/{version}': route26,
  '/manifests/{manifestId}/versions': route27,
  '/manifests': route28,
  '/manifests/validate': route29,
  '/members': route30,
  '/promotions': route31,
  '/runners/{runnerId}': route32,
  '/runners': route33,
  '/runs/{runId}/cancel': route34,
  '/runs/{runId}/logs': route35,
  '/runs/{runId}/logs/stream': route36,
  '/runs/{runId}': route37,
  '/runs': route38,
  '/secrets': route39,
  '/session-tokens': route40,
  '/sources': route41,
  '/tokens': route42,
  '/triggers/{triggerId}/secret': route43,
  '/whoami': route44,
}
