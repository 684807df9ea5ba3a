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
import * as route22 from '../break-glass/[breakGlassId]/close/route.ts'
import * as route23 from '../break-glass/open/route.ts'
import * as route24 from '../break-glass/route.ts'
import * as route25 from '../components/route.ts'
import * as route26 from '../decisions/[decisionId]/replay/route.ts'
import * as route27 from '../decisions/[decisionId]/route.ts'
import * as route28 from '../delegations/route.ts'
import * as route29 from '../deployments/[deploymentId]/cancel/route.ts'
import * as route30 from '../deployments/[deploymentId]/events/route.ts'
import * as route31 from '../deployments/[deploymentId]/resume/route.ts'
import * as route32 from '../deployments/[deploymentId]/route.ts'
import * as route33 from '../deployments/route.ts'
import * as route34 from '../environments/[environment]/route.ts'
import * as route35 from '../environments/route.ts'
import * as route36 from '../evidence/[evidenceId]/proof/route.ts'
import * as route37 from '../evidence/[evidenceId]/route.ts'
import * as route38 from '../evidence/checkpoint/route.ts'
import * as route39 from '../evidence/export/route.ts'
import * as route40 from '../evidence/keys/route.ts'
import * as route41 from '../evidence/route.ts'
import * as route42 from '../evidence/trusted-root/route.ts'
import * as route43 from '../exceptions/[exceptionId]/renew/route.ts'
import * as route44 from '../exceptions/[exceptionId]/revoke/route.ts'
import * as route45 from '../exceptions/[exceptionId]/route.ts'
import * as route46 from '../exceptions/[exceptionId]/withdraw/route.ts'
import * as route47 from '../exceptions/route.ts'
import * as route48 from '../findings/[findingId]/route.ts'
import * as route49 from '../findings/route.ts'
import * as route50 from '../findings/triage/preview/route.ts'
import * as route51 from '../findings/triage/route.ts'
import * as route52 from '../freezes/[freezeId]/lift/route.ts'
import * as route53 from '../freezes/[freezeId]/route.ts'
import * as route54 from '../freezes/route.ts'
import * as route55 from '../holds/[holdId]/release/route.ts'
import * as route56 from '../holds/route.ts'
import * as route57 from '../hooks/[triggerId]/route.ts'
import * as route58 from '../instances/[instanceId]/logs/route.ts'
import * as route59 from '../instances/[instanceId]/logs/stream/route.ts'
import * as route60 from '../instances/[instanceId]/route.ts'
import * as route61 from '../keys/[keyId]/revoke/route.ts'
import * as route62 from '../keys/[keyId]/route.ts'
import * as route63 from '../keys/route.ts'
import * as route64 from '../limits/route.ts'
import * as route65 from '../logs/route.ts'
import * as route66 from '../manifests/[manifestId]/route.ts'
import * as route67 from '../manifests/[manifestId]/versions/[version]/route.ts'
import * as route68 from '../manifests/[manifestId]/versions/route.ts'
import * as route69 from '../manifests/route.ts'
import * as route70 from '../manifests/validate/route.ts'
import * as route71 from '../matrix/route.ts'
import * as route72 from '../members/route.ts'
import * as route73 from '../notifications/events/route.ts'
import * as route74 from '../notifications/preferences/route.ts'
import * as route75 from '../notifications/read/route.ts'
import * as route76 from '../notifications/route.ts'
import * as route77 from '../policies/drafts/[draftId]/activate/route.ts'
import * as route78 from '../policies/drafts/[draftId]/changes/route.ts'
import * as route79 from '../policies/drafts/[draftId]/discard/route.ts'
import * as route80 from '../policies/drafts/[draftId]/matrix/route.ts'
import * as route81 from '../policies/drafts/[draftId]/rebase/route.ts'
import * as route82 from '../policies/drafts/[draftId]/route.ts'
import * as route83 from '../policies/drafts/[draftId]/simulate/route.ts'
import * as route84 from '../policies/drafts/[draftId]/submit/route.ts'
import * as route85 from '../policies/drafts/[draftId]/test/route.ts'
import * as route86 from '../policies/drafts/route.ts'
import * as route87 from '../policies/tests/[testId]/route.ts'
import * as route88 from '../policies/tests/route.ts'
import * as route89 from '../policies/validate/route.ts'
import * as route90 from '../policies/versions/[policyVersion]/route.ts'
import * as route91 from '../policies/versions/route.ts'
import * as route92 from '../promotions/diff/route.ts'
import * as route93 from '../promotions/events/route.ts'
import * as route94 from '../promotions/preview/route.ts'
import * as route95 from '../promotions/route.ts'
import * as route96 from '../quotas/route.ts'
import * as route97 from '../registries/route.ts'
import * as route98 from '../retention/logs/route.ts'
import * as route99 from '../rollbacks/route.ts'
import * as route100 from '../runners/[runnerId]/instances/route.ts'
import * as route101 from '../runners/[runnerId]/instances/stream/route.ts'
import * as route102 from '../runners/[runnerId]/route.ts'
import * as route103 from '../runners/route.ts'
import * as route104 from '../runs/[runId]/cancel/route.ts'
import * as route105 from '../runs/[runId]/logs/route.ts'
import * as route106 from '../runs/[runId]/logs/stream/route.ts'
import * as route107 from '../runs/[runId]/route.ts'
import * as route108 from '../runs/[runId]/trace/route.ts'
import * as route109 from '../runs/route.ts'
import * as route110 from '../secrets/route.ts'
import * as route111 from '../session-tokens/route.ts'
import * as route112 from '../sources/route.ts'
import * as route113 from '../tokens/route.ts'
import * as route114 from '../triggers/[triggerId]/secret/route.ts'
import * as route115 from '../waivers/[waiverId]/revoke/route.ts'
import * as route116 from '../waivers/route.ts'
import * as route117 from '../webhooks/[webhookId]/deliveries/[deliveryId]/route.ts'
import * as route118 from '../webhooks/[webhookId]/deliveries/route.ts'
import * as route119 from '../webhooks/[webhookId]/ping/route.ts'
import * as route120 from '../webhooks/[webhookId]/replay/route.ts'
import * as route121 from '../webhooks/[webhookId]/rotate/route.ts'
import * as route122 from '../webhooks/[webhookId]/route.ts'
import * as route123 from '../webhooks/route.ts'
import * as route124 from '../whoami/route.ts'
import * as route125 from '../windows/[windowId]/remove/route.ts'
import * as route126 from '../windows/route.ts'

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
  '/break-glass/{breakGlassId}/close': route22,
  '/break-glass/open': route23,
  '/break-glass': route24,
  '/components': route25,
  '/decisions/{decisionId}/replay': route26,
  '/decisions/{decisionId}': route27,
  '/delegations': route28,
  '/deployments/{deploymentId}/cancel': route29,
  '/deployments/{deploymentId}/events': route30,
  '/deployments/{deploymentId}/resume': route31,
  '/deployments/{deploymentId}': route32,
  '/deployments': route33,
  '/environments/{environment}': route34,
  '/environments': route35,
  '/evidence/{evidenceId}/proof': route36,
  '/evidence/{evidenceId}': route37,
  '/evidence/checkpoint': route38,
  '/evidence/export': route39,
  '/evidence/keys': route40,
  '/evidence': route41,
  '/evidence/trusted-root': route42,
  '/exceptions/{exceptionId}/renew': route43,
  '/exceptions/{exceptionId}/revoke': route44,
  '/exceptions/{exceptionId}': route45,
  '/exceptions/{exceptionId}/withdraw': route46,
  '/exceptions': route47,
  '/findings/{findingId}': route48,
  '/findings': route49,
  '/findings/triage/preview': route50,
  '/findings/triage': route51,
  '/freezes/{freezeId}/lift': route52,
  '/freezes/{freezeId}': route53,
  '/freezes': route54,
  '/holds/{holdId}/release': route55,
  '/holds': route56,
  '/hooks/{triggerId}': route57,
  '/instances/{instanceId}/logs': route58,
  '/instances/{instanceId}/logs/stream': route59,
  '/instances/{instanceId}': route60,
  '/keys/{keyId}/revoke': route61,
  '/keys/{keyId}': route62,
  '/keys': route63,
  '/limits': route64,
  '/logs': route65,
  '/manifests/{manifestId}': route66,
  '/manifests/{manifestId}/versions/{version}': route67,
  '/manifests/{manifestId}/versions': route68,
  '/manifests': route69,
  '/manifests/validate': route70,
  '/matrix': route71,
  '/members': route72,
  '/notifications/events': route73,
  '/notifications/preferences': route74,
  '/notifications/read': route75,
  '/notifications': route76,
  '/policies/drafts/{draftId}/activate': route77,
  '/policies/drafts/{draftId}/changes': route78,
  '/policies/drafts/{draftId}/discard': route79,
  '/policies/drafts/{draftId}/matrix': route80,
  '/policies/drafts/{draftId}/rebase': route81,
  '/policies/drafts/{draftId}': route82,
  '/policies/drafts/{draftId}/simulate': route83,
  '/policies/drafts/{draftId}/submit': route84,
  '/policies/drafts/{draftId}/test': route85,
  '/policies/drafts': route86,
  '/policies/tests/{testId}': route87,
  '/policies/tests': route88,
  '/policies/validate': route89,
  '/policies/versions/{policyVersion}': route90,
  '/policies/versions': route91,
  '/promotions/diff': route92,
  '/promotions/events': route93,
  '/promotions/preview': route94,
  '/promotions': route95,
  '/quotas': route96,
  '/registries': route97,
  '/retention/logs': route98,
  '/rollbacks': route99,
  '/runners/{runnerId}/instances': route100,
  '/runners/{runnerId}/instances/stream': route101,
  '/runners/{runnerId}': route102,
  '/runners': route103,
  '/runs/{runId}/cancel': route104,
  '/runs/{runId}/logs': route105,
  '/runs/{runId}/logs/stream': route106,
  '/runs/{runId}': route107,
  '/runs/{runId}/trace': route108,
  '/runs': route109,
  '/secrets': route110,
  '/session-tokens': route111,
  '/sources': route112,
  '/tokens': route113,
  '/triggers/{triggerId}/secret': route114,
  '/waivers/{waiverId}/revoke': route115,
  '/waivers': route116,
  '/webhooks/{webhookId}/deliveries/{deliveryId}': route117,
  '/webhooks/{webhookId}/deliveries': route118,
  '/webhooks/{webhookId}/ping': route119,
  '/webhooks/{webhookId}/replay': route120,
  '/webhooks/{webhookId}/rotate': route121,
  '/webhooks/{webhookId}': route122,
  '/webhooks': route123,
  '/whoami': route124,
  '/windows/{windowId}/remove': route125,
  '/windows': route126,
}
