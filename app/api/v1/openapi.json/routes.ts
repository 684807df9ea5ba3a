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
import * as route31 from '../environments/[environment]/route.ts'
import * as route32 from '../environments/route.ts'
import * as route33 from '../evidence/[evidenceId]/proof/route.ts'
import * as route34 from '../evidence/[evidenceId]/route.ts'
import * as route35 from '../evidence/checkpoint/route.ts'
import * as route36 from '../evidence/export/route.ts'
import * as route37 from '../evidence/keys/route.ts'
import * as route38 from '../evidence/route.ts'
import * as route39 from '../evidence/trusted-root/route.ts'
import * as route40 from '../findings/[findingId]/route.ts'
import * as route41 from '../findings/route.ts'
import * as route42 from '../findings/triage/preview/route.ts'
import * as route43 from '../findings/triage/route.ts'
import * as route44 from '../freezes/[freezeId]/lift/route.ts'
import * as route45 from '../freezes/[freezeId]/route.ts'
import * as route46 from '../freezes/route.ts'
import * as route47 from '../holds/[holdId]/release/route.ts'
import * as route48 from '../holds/route.ts'
import * as route49 from '../hooks/[triggerId]/route.ts'
import * as route50 from '../instances/[instanceId]/logs/route.ts'
import * as route51 from '../instances/[instanceId]/logs/stream/route.ts'
import * as route52 from '../instances/[instanceId]/route.ts'
import * as route53 from '../keys/[keyId]/revoke/route.ts'
import * as route54 from '../keys/[keyId]/route.ts'
import * as route55 from '../keys/route.ts'
import * as route56 from '../limits/route.ts'
import * as route57 from '../manifests/[manifestId]/route.ts'
import * as route58 from '../manifests/[manifestId]/versions/[version]/route.ts'
import * as route59 from '../manifests/[manifestId]/versions/route.ts'
import * as route60 from '../manifests/route.ts'
import * as route61 from '../manifests/validate/route.ts'
import * as route62 from '../matrix/route.ts'
import * as route63 from '../members/route.ts'
import * as route64 from '../notifications/events/route.ts'
import * as route65 from '../notifications/preferences/route.ts'
import * as route66 from '../notifications/read/route.ts'
import * as route67 from '../notifications/route.ts'
import * as route68 from '../policies/drafts/[draftId]/activate/route.ts'
import * as route69 from '../policies/drafts/[draftId]/changes/route.ts'
import * as route70 from '../policies/drafts/[draftId]/discard/route.ts'
import * as route71 from '../policies/drafts/[draftId]/matrix/route.ts'
import * as route72 from '../policies/drafts/[draftId]/rebase/route.ts'
import * as route73 from '../policies/drafts/[draftId]/route.ts'
import * as route74 from '../policies/drafts/[draftId]/simulate/route.ts'
import * as route75 from '../policies/drafts/[draftId]/submit/route.ts'
import * as route76 from '../policies/drafts/[draftId]/test/route.ts'
import * as route77 from '../policies/drafts/route.ts'
import * as route78 from '../policies/tests/[testId]/route.ts'
import * as route79 from '../policies/tests/route.ts'
import * as route80 from '../policies/validate/route.ts'
import * as route81 from '../policies/versions/[version]/route.ts'
import * as route82 from '../policies/versions/route.ts'
import * as route83 from '../promotions/diff/route.ts'
import * as route84 from '../promotions/events/route.ts'
import * as route85 from '../promotions/preview/route.ts'
import * as route86 from '../promotions/route.ts'
import * as route87 from '../quotas/route.ts'
import * as route88 from '../registries/route.ts'
import * as route89 from '../rollbacks/route.ts'
import * as route90 from '../runners/[runnerId]/instances/route.ts'
import * as route91 from '../runners/[runnerId]/instances/stream/route.ts'
import * as route92 from '../runners/[runnerId]/route.ts'
import * as route93 from '../runners/route.ts'
import * as route94 from '../runs/[runId]/cancel/route.ts'
import * as route95 from '../runs/[runId]/logs/route.ts'
import * as route96 from '../runs/[runId]/logs/stream/route.ts'
import * as route97 from '../runs/[runId]/route.ts'
import * as route98 from '../runs/route.ts'
import * as route99 from '../secrets/route.ts'
import * as route100 from '../session-tokens/route.ts'
import * as route101 from '../sources/route.ts'
import * as route102 from '../tokens/route.ts'
import * as route103 from '../triggers/[triggerId]/secret/route.ts'
import * as route104 from '../waivers/[waiverId]/revoke/route.ts'
import * as route105 from '../waivers/route.ts'
import * as route106 from '../webhooks/[webhookId]/deliveries/[deliveryId]/route.ts'
import * as route107 from '../webhooks/[webhookId]/deliveries/route.ts'
import * as route108 from '../webhooks/[webhookId]/ping/route.ts'
import * as route109 from '../webhooks/[webhookId]/replay/route.ts'
import * as route110 from '../webhooks/[webhookId]/rotate/route.ts'
import * as route111 from '../webhooks/[webhookId]/route.ts'
import * as route112 from '../webhooks/route.ts'
import * as route113 from '../whoami/route.ts'
import * as route114 from '../windows/[windowId]/remove/route.ts'
import * as route115 from '../windows/route.ts'

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
  '/environments/{environment}': route31,
  '/environments': route32,
  '/evidence/{evidenceId}/proof': route33,
  '/evidence/{evidenceId}': route34,
  '/evidence/checkpoint': route35,
  '/evidence/export': route36,
  '/evidence/keys': route37,
  '/evidence': route38,
  '/evidence/trusted-root': route39,
  '/findings/{findingId}': route40,
  '/findings': route41,
  '/findings/triage/preview': route42,
  '/findings/triage': route43,
  '/freezes/{freezeId}/lift': route44,
  '/freezes/{freezeId}': route45,
  '/freezes': route46,
  '/holds/{holdId}/release': route47,
  '/holds': route48,
  '/hooks/{triggerId}': route49,
  '/instances/{instanceId}/logs': route50,
  '/instances/{instanceId}/logs/stream': route51,
  '/instances/{instanceId}': route52,
  '/keys/{keyId}/revoke': route53,
  '/keys/{keyId}': route54,
  '/keys': route55,
  '/limits': route56,
  '/manifests/{manifestId}': route57,
  '/manifests/{manifestId}/versions/{version}': route58,
  '/manifests/{manifestId}/versions': route59,
  '/manifests': route60,
  '/manifests/validate': route61,
  '/matrix': route62,
  '/members': route63,
  '/notifications/events': route64,
  '/notifications/preferences': route65,
  '/notifications/read': route66,
  '/notifications': route67,
  '/policies/drafts/{draftId}/activate': route68,
  '/policies/drafts/{draftId}/changes': route69,
  '/policies/drafts/{draftId}/discard': route70,
  '/policies/drafts/{draftId}/matrix': route71,
  '/policies/drafts/{draftId}/rebase': route72,
  '/policies/drafts/{draftId}': route73,
  '/policies/drafts/{draftId}/simulate': route74,
  '/policies/drafts/{draftId}/submit': route75,
  '/policies/drafts/{draftId}/test': route76,
  '/policies/drafts': route77,
  '/policies/tests/{testId}': route78,
  '/policies/tests': route79,
  '/policies/validate': route80,
  '/policies/versions/{version}': route81,
  '/policies/versions': route82,
  '/promotions/diff': route83,
  '/promotions/events': route84,
  '/promotions/preview': route85,
  '/promotions': route86,
  '/quotas': route87,
  '/registries': route88,
  '/rollbacks': route89,
  '/runners/{runnerId}/instances': route90,
  '/runners/{runnerId}/instances/stream': route91,
  '/runners/{runnerId}': route92,
  '/runners': route93,
  '/runs/{runId}/cancel': route94,
  '/runs/{runId}/logs': route95,
  '/runs/{runId}/logs/stream': route96,
  '/runs/{runId}': route97,
  '/runs': route98,
  '/secrets': route99,
  '/session-tokens': route100,
  '/sources': route101,
  '/tokens': route102,
  '/triggers/{triggerId}/secret': route103,
  '/waivers/{waiverId}/revoke': route104,
  '/waivers': route105,
  '/webhooks/{webhookId}/deliveries/{deliveryId}': route106,
  '/webhooks/{webhookId}/deliveries': route107,
  '/webhooks/{webhookId}/ping': route108,
  '/webhooks/{webhookId}/replay': route109,
  '/webhooks/{webhookId}/rotate': route110,
  '/webhooks/{webhookId}': route111,
  '/webhooks': route112,
  '/whoami': route113,
  '/windows/{windowId}/remove': route114,
  '/windows': route115,
}
