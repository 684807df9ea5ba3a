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
import * as route23 from '../decisions/[decisionId]/replay/route.ts'
import * as route24 from '../decisions/[decisionId]/route.ts'
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
import * as route39 from '../findings/[findingId]/route.ts'
import * as route40 from '../findings/route.ts'
import * as route41 from '../findings/triage/preview/route.ts'
import * as route42 from '../findings/triage/route.ts'
import * as route43 from '../hooks/[triggerId]/route.ts'
import * as route44 from '../instances/[instanceId]/logs/route.ts'
import * as route45 from '../instances/[instanceId]/logs/stream/route.ts'
import * as route46 from '../instances/[instanceId]/route.ts'
import * as route47 from '../keys/[keyId]/revoke/route.ts'
import * as route48 from '../keys/[keyId]/route.ts'
import * as route49 from '../keys/route.ts'
import * as route50 from '../limits/route.ts'
import * as route51 from '../manifests/[manifestId]/route.ts'
import * as route52 from '../manifests/[manifestId]/versions/[version]/route.ts'
import * as route53 from '../manifests/[manifestId]/versions/route.ts'
import * as route54 from '../manifests/route.ts'
import * as route55 from '../manifests/validate/route.ts'
import * as route56 from '../matrix/route.ts'
import * as route57 from '../members/route.ts'
import * as route58 from '../notifications/events/route.ts'
import * as route59 from '../notifications/preferences/route.ts'
import * as route60 from '../notifications/read/route.ts'
import * as route61 from '../notifications/route.ts'
import * as route62 from '../policies/drafts/[draftId]/activate/route.ts'
import * as route63 from '../policies/drafts/[draftId]/changes/route.ts'
import * as route64 from '../policies/drafts/[draftId]/discard/route.ts'
import * as route65 from '../policies/drafts/[draftId]/rebase/route.ts'
import * as route66 from '../policies/drafts/[draftId]/route.ts'
import * as route67 from '../policies/drafts/[draftId]/simulate/route.ts'
import * as route68 from '../policies/drafts/[draftId]/submit/route.ts'
import * as route69 from '../policies/drafts/[draftId]/test/route.ts'
import * as route70 from '../policies/drafts/route.ts'
import * as route71 from '../policies/tests/[testId]/route.ts'
import * as route72 from '../policies/tests/route.ts'
import * as route73 from '../policies/validate/route.ts'
import * as route74 from '../policies/versions/[version]/route.ts'
import * as route75 from '../policies/versions/route.ts'
import * as route76 from '../promotions/route.ts'
import * as route77 from '../quotas/route.ts'
import * as route78 from '../registries/route.ts'
import * as route79 from '../runners/[runnerId]/instances/route.ts'
import * as route80 from '../runners/[runnerId]/instances/stream/route.ts'
import * as route81 from '../runners/[runnerId]/route.ts'
import * as route82 from '../runners/route.ts'
import * as route83 from '../runs/[runId]/cancel/route.ts'
import * as route84 from '../runs/[runId]/logs/route.ts'
import * as route85 from '../runs/[runId]/logs/stream/route.ts'
import * as route86 from '../runs/[runId]/route.ts'
import * as route87 from '../runs/route.ts'
import * as route88 from '../secrets/route.ts'
import * as route89 from '../session-tokens/route.ts'
import * as route90 from '../sources/route.ts'
import * as route91 from '../tokens/route.ts'
import * as route92 from '../triggers/[triggerId]/secret/route.ts'
import * as route93 from '../waivers/[waiverId]/revoke/route.ts'
import * as route94 from '../waivers/route.ts'
import * as route95 from '../webhooks/[webhookId]/deliveries/[deliveryId]/route.ts'
import * as route96 from '../webhooks/[webhookId]/deliveries/route.ts'
import * as route97 from '../webhooks/[webhookId]/ping/route.ts'
import * as route98 from '../webhooks/[webhookId]/replay/route.ts'
import * as route99 from '../webhooks/[webhookId]/rotate/route.ts'
import * as route100 from '../webhooks/[webhookId]/route.ts'
import * as route101 from '../webhooks/route.ts'
import * as route102 from '../whoami/route.ts'

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
  '/decisions/{decisionId}/replay': route23,
  '/decisions/{decisionId}': route24,
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
  '/findings/{findingId}': route39,
  '/findings': route40,
  '/findings/triage/preview': route41,
  '/findings/triage': route42,
  '/hooks/{triggerId}': route43,
  '/instances/{instanceId}/logs': route44,
  '/instances/{instanceId}/logs/stream': route45,
  '/instances/{instanceId}': route46,
  '/keys/{keyId}/revoke': route47,
  '/keys/{keyId}': route48,
  '/keys': route49,
  '/limits': route50,
  '/manifests/{manifestId}': route51,
  '/manifests/{manifestId}/versions/{version}': route52,
  '/manifests/{manifestId}/versions': route53,
  '/manifests': route54,
  '/manifests/validate': route55,
  '/matrix': route56,
  '/members': route57,
  '/notifications/events': route58,
  '/notifications/preferences': route59,
  '/notifications/read': route60,
  '/notifications': route61,
  '/policies/drafts/{draftId}/activate': route62,
  '/policies/drafts/{draftId}/changes': route63,
  '/policies/drafts/{draftId}/discard': route64,
  '/policies/drafts/{draftId}/rebase': route65,
  '/policies/drafts/{draftId}': route66,
  '/policies/drafts/{draftId}/simulate': route67,
  '/policies/drafts/{draftId}/submit': route68,
  '/policies/drafts/{draftId}/test': route69,
  '/policies/drafts': route70,
  '/policies/tests/{testId}': route71,
  '/policies/tests': route72,
  '/policies/validate': route73,
  '/policies/versions/{version}': route74,
  '/policies/versions': route75,
  '/promotions': route76,
  '/quotas': route77,
  '/registries': route78,
  '/runners/{runnerId}/instances': route79,
  '/runners/{runnerId}/instances/stream': route80,
  '/runners/{runnerId}': route81,
  '/runners': route82,
  '/runs/{runId}/cancel': route83,
  '/runs/{runId}/logs': route84,
  '/runs/{runId}/logs/stream': route85,
  '/runs/{runId}': route86,
  '/runs': route87,
  '/secrets': route88,
  '/session-tokens': route89,
  '/sources': route90,
  '/tokens': route91,
  '/triggers/{triggerId}/secret': route92,
  '/waivers/{waiverId}/revoke': route93,
  '/waivers': route94,
  '/webhooks/{webhookId}/deliveries/{deliveryId}': route95,
  '/webhooks/{webhookId}/deliveries': route96,
  '/webhooks/{webhookId}/ping': route97,
  '/webhooks/{webhookId}/replay': route98,
  '/webhooks/{webhookId}/rotate': route99,
  '/webhooks/{webhookId}': route100,
  '/webhooks': route101,
  '/whoami': route102,
}
