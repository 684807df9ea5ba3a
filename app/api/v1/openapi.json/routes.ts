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
import * as route18 from '../deployments/[deploymentId]/cancel/route.ts'
import * as route19 from '../deployments/[deploymentId]/events/route.ts'
import * as route20 from '../deployments/[deploymentId]/resume/route.ts'
import * as route21 from '../deployments/[deploymentId]/route.ts'
import * as route22 from '../deployments/route.ts'
import * as route23 from '../environments/route.ts'
import * as route24 from '../evidence/[evidenceId]/proof/route.ts'
import * as route25 from '../evidence/[evidenceId]/route.ts'
import * as route26 from '../evidence/checkpoint/route.ts'
import * as route27 from '../evidence/export/route.ts'
import * as route28 from '../evidence/keys/route.ts'
import * as route29 from '../evidence/route.ts'
import * as route30 from '../evidence/trusted-root/route.ts'
import * as route31 from '../hooks/[triggerId]/route.ts'
import * as route32 from '../keys/[keyId]/revoke/route.ts'
import * as route33 from '../keys/[keyId]/route.ts'
import * as route34 from '../keys/route.ts'
import * as route35 from '../manifests/[manifestId]/route.ts'
import * as route36 from '../manifests/[manifestId]/versions/[version]/route.ts'
import * as route37 from '../manifests/[manifestId]/versions/route.ts'
import * as route38 from '../manifests/route.ts'
import * as route39 from '../manifests/validate/route.ts'
import * as route40 from '../members/route.ts'
import * as route41 from '../promotions/route.ts'
import * as route42 from '../runners/[runnerId]/route.ts'
import * as route43 from '../runners/route.ts'
import * as route44 from '../runs/[runId]/cancel/route.ts'
import * as route45 from '../runs/[runId]/logs/route.ts'
import * as route46 from '../runs/[runId]/logs/stream/route.ts'
import * as route47 from '../runs/[runId]/route.ts'
import * as route48 from '../runs/route.ts'
import * as route49 from '../secrets/route.ts'
import * as route50 from '../session-tokens/route.ts'
import * as route51 from '../sources/route.ts'
import * as route52 from '../tokens/route.ts'
import * as route53 from '../triggers/[triggerId]/secret/route.ts'
import * as route54 from '../whoami/route.ts'

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
  '/deployments/{deploymentId}/cancel': route18,
  '/deployments/{deploymentId}/events': route19,
  '/deployments/{deploymentId}/resume': route20,
  '/deployments/{deploymentId}': route21,
  '/deployments': route22,
  '/environments': route23,
  '/evidence/{evidenceId}/proof': route24,
  '/evidence/{evidenceId}': route25,
  '/evidence/checkpoint': route26,
  '/evidence/export': route27,
  '/evidence/keys': route28,
  '/evidence': route29,
  '/evidence/trusted-root': route30,
  '/hooks/{triggerId}': route31,
  '/keys/{keyId}/revoke': route32,
  '/keys/{keyId}': route33,
  '/keys': route34,
  '/manifests/{manifestId}': route35,
  '/manifests/{manifestId}/versions/{version}': route36,
  '/manifests/{manifestId}/versions': route37,
  '/manifests': route38,
  '/manifests/validate': route39,
  '/members': route40,
  '/promotions': route41,
  '/runners/{runnerId}': route42,
  '/runners': route43,
  '/runs/{runId}/cancel': route44,
  '/runs/{runId}/logs': route45,
  '/runs/{runId}/logs/stream': route46,
  '/runs/{runId}': route47,
  '/runs': route48,
  '/secrets': route49,
  '/session-tokens': route50,
  '/sources': route51,
  '/tokens': route52,
  '/triggers/{triggerId}/secret': route53,
  '/whoami': route54,
}
