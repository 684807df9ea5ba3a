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
import * as route11 from '../alerts/route.ts'
import * as route12 from '../alerts/rules/[ruleId]/route.ts'
import * as route13 from '../alerts/rules/route.ts'
import * as route14 from '../alerts/rules/usual/route.ts'
import * as route15 from '../alerts/silences/[silenceId]/end/route.ts'
import * as route16 from '../alerts/silences/route.ts'
import * as route17 from '../approvals/[approvalId]/decide/route.ts'
import * as route18 from '../approvals/[approvalId]/route.ts'
import * as route19 from '../approvals/[approvalId]/withdraw/route.ts'
import * as route20 from '../approvals/decide/route.ts'
import * as route21 from '../approvals/route.ts'
import * as route22 from '../approver-groups/route.ts'
import * as route23 from '../artifacts/[artifactId]/attestations/[attestationId]/route.ts'
import * as route24 from '../artifacts/[artifactId]/content/route.ts'
import * as route25 from '../artifacts/[artifactId]/route.ts'
import * as route26 from '../artifacts/[artifactId]/sbom/route.ts'
import * as route27 from '../artifacts/route.ts'
import * as route28 from '../break-glass/[breakGlassId]/close/route.ts'
import * as route29 from '../break-glass/open/route.ts'
import * as route30 from '../break-glass/route.ts'
import * as route31 from '../calendars/[calendar]/route.ts'
import * as route32 from '../calendars/route.ts'
import * as route33 from '../components/route.ts'
import * as route34 from '../decisions/[decisionId]/replay/route.ts'
import * as route35 from '../decisions/[decisionId]/route.ts'
import * as route36 from '../delegations/route.ts'
import * as route37 from '../deployments/[deploymentId]/cancel/route.ts'
import * as route38 from '../deployments/[deploymentId]/events/route.ts'
import * as route39 from '../deployments/[deploymentId]/resume/route.ts'
import * as route40 from '../deployments/[deploymentId]/route.ts'
import * as route41 from '../deployments/route.ts'
import * as route42 from '../environments/[environment]/route.ts'
import * as route43 from '../environments/route.ts'
import * as route44 from '../evidence/[evidenceId]/proof/route.ts'
import * as route45 from '../evidence/[evidenceId]/route.ts'
import * as route46 from '../evidence/checkpoint/route.ts'
import * as route47 from '../evidence/export/route.ts'
import * as route48 from '../evidence/keys/route.ts'
import * as route49 from '../evidence/route.ts'
import * as route50 from '../evidence/trusted-root/route.ts'
import * as route51 from '../exceptions/[exceptionId]/renew/route.ts'
import * as route52 from '../exceptions/[exceptionId]/revoke/route.ts'
import * as route53 from '../exceptions/[exceptionId]/route.ts'
import * as route54 from '../exceptions/[exceptionId]/withdraw/route.ts'
import * as route55 from '../exceptions/route.ts'
import * as route56 from '../findings/[findingId]/route.ts'
import * as route57 from '../findings/route.ts'
import * as route58 from '../findings/triage/preview/route.ts'
import * as route59 from '../findings/triage/route.ts'
import * as route60 from '../freezes/[freezeId]/lift/route.ts'
import * as route61 from '../freezes/[freezeId]/route.ts'
import * as route62 from '../freezes/route.ts'
import * as route63 from '../health/route.ts'
import * as route64 from '../holds/[holdId]/release/route.ts'
import * as route65 from '../holds/route.ts'
import * as route66 from '../hooks/[triggerId]/route.ts'
import * as route67 from '../instances/[instanceId]/logs/route.ts'
import * as route68 from '../instances/[instanceId]/logs/stream/route.ts'
import * as route69 from '../instances/[instanceId]/route.ts'
import * as route70 from '../keys/[keyId]/revoke/route.ts'
import * as route71 from '../keys/[keyId]/route.ts'
import * as route72 from '../keys/route.ts'
import * as route73 from '../limits/route.ts'
import * as route74 from '../logs/route.ts'
import * as route75 from '../manifests/[manifestId]/route.ts'
import * as route76 from '../manifests/[manifestId]/versions/[version]/route.ts'
import * as route77 from '../manifests/[manifestId]/versions/route.ts'
import * as route78 from '../manifests/route.ts'
import * as route79 from '../manifests/validate/route.ts'
import * as route80 from '../matrix/route.ts'
import * as route81 from '../members/route.ts'
import * as route82 from '../notifications/events/route.ts'
import * as route83 from '../notifications/preferences/route.ts'
import * as route84 from '../notifications/read/route.ts'
import * as route85 from '../notifications/route.ts'
import * as route86 from '../pauses/[pauseId]/resume/route.ts'
import * as route87 from '../pauses/route.ts'
import * as route88 from '../policies/drafts/[draftId]/activate/route.ts'
import * as route89 from '../policies/drafts/[draftId]/changes/route.ts'
import * as route90 from '../policies/drafts/[draftId]/discard/route.ts'
import * as route91 from '../policies/drafts/[draftId]/matrix/route.ts'
import * as route92 from '../policies/drafts/[draftId]/rebase/route.ts'
import * as route93 from '../policies/drafts/[draftId]/route.ts'
import * as route94 from '../policies/drafts/[draftId]/simulate/route.ts'
import * as route95 from '../policies/drafts/[draftId]/submit/route.ts'
import * as route96 from '../policies/drafts/[draftId]/test/route.ts'
import * as route97 from '../policies/drafts/route.ts'
import * as route98 from '../policies/tests/[testId]/route.ts'
import * as route99 from '../policies/tests/route.ts'
import * as route100 from '../policies/validate/route.ts'
import * as route101 from '../policies/versions/[policyVersion]/route.ts'
import * as route102 from '../policies/versions/route.ts'
import * as route103 from '../promotions/diff/route.ts'
import * as route104 from '../promotions/events/route.ts'
import * as route105 from '../promotions/preview/route.ts'
import * as route106 from '../promotions/route.ts'
import * as route107 from '../quotas/route.ts'
import * as route108 from '../registries/route.ts'
import * as route109 from '../retention/logs/route.ts'
import * as route110 from '../rollbacks/route.ts'
import * as route111 from '../runners/[runnerId]/instances/route.ts'
import * as route112 from '../runners/[runnerId]/instances/stream/route.ts'
import * as route113 from '../runners/[runnerId]/route.ts'
import * as route114 from '../runners/route.ts'
import * as route115 from '../runs/[runId]/cancel/route.ts'
import * as route116 from '../runs/[runId]/logs/route.ts'
import * as route117 from '../runs/[runId]/logs/stream/route.ts'
import * as route118 from '../runs/[runId]/route.ts'
import * as route119 from '../runs/[runId]/wait/route.ts'
import * as route120 from '../runs/batch/route.ts'
import * as route121 from '../runs/route.ts'
import * as route122 from '../secrets/route.ts'
import * as route123 from '../session-tokens/route.ts'
import * as route124 from '../sources/route.ts'
import * as route125 from '../tokens/route.ts'
import * as route126 from '../topics/[topicId]/messages/route.ts'
import * as route127 from '../topics/[topicId]/route.ts'
import * as route128 from '../topics/route.ts'
import * as route129 from '../triggers/[triggerId]/route.ts'
import * as route130 from '../triggers/[triggerId]/secret/route.ts'
import * as route131 from '../triggers/[triggerId]/skips/route.ts'
import * as route132 from '../triggers/route.ts'
import * as route133 from '../usage/estimates/route.ts'
import * as route134 from '../usage/export/route.ts'
import * as route135 from '../usage/limits/route.ts'
import * as route136 from '../usage/movers/route.ts'
import * as route137 from '../usage/oversized/route.ts'
import * as route138 from '../usage/route.ts'
import * as route139 from '../usage/tenants/route.ts'
import * as route140 from '../waivers/[waiverId]/revoke/route.ts'
import * as route141 from '../waivers/route.ts'
import * as route142 from '../webhooks/[webhookId]/deliveries/[deliveryId]/route.ts'
import * as route143 from '../webhooks/[webhookId]/deliveries/route.ts'
import * as route144 from '../webhooks/[webhookId]/ping/route.ts'
import * as route145 from '../webhooks/[webhookId]/replay/route.ts'
import * as route146 from '../webhooks/[webhookId]/rotate/route.ts'
import * as route147 from '../webhooks/[webhookId]/route.ts'
import * as route148 from '../webhooks/route.ts'
import * as route149 from '../whoami/route.ts'
import * as route150 from '../windows/[windowId]/remove/route.ts'
import * as route151 from '../windows/route.ts'

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
  '/alerts': route11,
  '/alerts/rules/{ruleId}': route12,
  '/alerts/rules': route13,
  '/alerts/rules/usual': route14,
  '/alerts/silences/{silenceId}/end': route15,
  '/alerts/silences': route16,
  '/approvals/{approvalId}/decide': route17,
  '/approvals/{approvalId}': route18,
  '/approvals/{approvalId}/withdraw': route19,
  '/approvals/decide': route20,
  '/approvals': route21,
  '/approver-groups': route22,
  '/artifacts/{artifactId}/attestations/{attestationId}': route23,
  '/artifacts/{artifactId}/content': route24,
  '/artifacts/{artifactId}': route25,
  '/artifacts/{artifactId}/sbom': route26,
  '/artifacts': route27,
  '/break-glass/{breakGlassId}/close': route28,
  '/break-glass/open': route29,
  '/break-glass': route30,
  '/calendars/{calendar}': route31,
  '/calendars': route32,
  '/components': route33,
  '/decisions/{decisionId}/replay': route34,
  '/decisions/{decisionId}': route35,
  '/delegations': route36,
  '/deployments/{deploymentId}/cancel': route37,
  '/deployments/{deploymentId}/events': route38,
  '/deployments/{deploymentId}/resume': route39,
  '/deployments/{deploymentId}': route40,
  '/deployments': route41,
  '/environments/{environment}': route42,
  '/environments': route43,
  '/evidence/{evidenceId}/proof': route44,
  '/evidence/{evidenceId}': route45,
  '/evidence/checkpoint': route46,
  '/evidence/export': route47,
  '/evidence/keys': route48,
  '/evidence': route49,
  '/evidence/trusted-root': route50,
  '/exceptions/{exceptionId}/renew': route51,
  '/exceptions/{exceptionId}/revoke': route52,
  '/exceptions/{exceptionId}': route53,
  '/exceptions/{exceptionId}/withdraw': route54,
  '/exceptions': route55,
  '/findings/{findingId}': route56,
  '/findings': route57,
  '/findings/triage/preview': route58,
  '/findings/triage': route59,
  '/freezes/{freezeId}/lift': route60,
  '/freezes/{freezeId}': route61,
  '/freezes': route62,
  '/health': route63,
  '/holds/{holdId}/release': route64,
  '/holds': route65,
  '/hooks/{triggerId}': route66,
  '/instances/{instanceId}/logs': route67,
  '/instances/{instanceId}/logs/stream': route68,
  '/instances/{instanceId}': route69,
  '/keys/{keyId}/revoke': route70,
  '/keys/{keyId}': route71,
  '/keys': route72,
  '/limits': route73,
  '/logs': route74,
  '/manifests/{manifestId}': route75,
  '/manifests/{manifestId}/versions/{version}': route76,
  '/manifests/{manifestId}/versions': route77,
  '/manifests': route78,
  '/manifests/validate': route79,
  '/matrix': route80,
  '/members': route81,
  '/notifications/events': route82,
  '/notifications/preferences': route83,
  '/notifications/read': route84,
  '/notifications': route85,
  '/pauses/{pauseId}/resume': route86,
  '/pauses': route87,
  '/policies/drafts/{draftId}/activate': route88,
  '/policies/drafts/{draftId}/changes': route89,
  '/policies/drafts/{draftId}/discard': route90,
  '/policies/drafts/{draftId}/matrix': route91,
  '/policies/drafts/{draftId}/rebase': route92,
  '/policies/drafts/{draftId}': route93,
  '/policies/drafts/{draftId}/simulate': route94,
  '/policies/drafts/{draftId}/submit': route95,
  '/policies/drafts/{draftId}/test': route96,
  '/policies/drafts': route97,
  '/policies/tests/{testId}': route98,
  '/policies/tests': route99,
  '/policies/validate': route100,
  '/policies/versions/{policyVersion}': route101,
  '/policies/versions': route102,
  '/promotions/diff': route103,
  '/promotions/events': route104,
  '/promotions/preview': route105,
  '/promotions': route106,
  '/quotas': route107,
  '/registries': route108,
  '/retention/logs': route109,
  '/rollbacks': route110,
  '/runners/{runnerId}/instances': route111,
  '/runners/{runnerId}/instances/stream': route112,
  '/runners/{runnerId}': route113,
  '/runners': route114,
  '/runs/{runId}/cancel': route115,
  '/runs/{runId}/logs': route116,
  '/runs/{runId}/logs/stream': route117,
  '/runs/{runId}': route118,
  '/runs/{runId}/wait': route119,
  '/runs/batch': route120,
  '/runs': route121,
  '/secrets': route122,
  '/session-tokens': route123,
  '/sources': route124,
  '/tokens': route125,
  '/topics/{topicId}/messages': route126,
  '/topics/{topicId}': route127,
  '/topics': route128,
  '/triggers/{triggerId}': route129,
  '/triggers/{triggerId}/secret': route130,
  '/triggers/{triggerId}/skips': route131,
  '/triggers': route132,
  '/usage/estimates': route133,
  '/usage/export': route134,
  '/usage/limits': route135,
  '/usage/movers': route136,
  '/usage/oversized': route137,
  '/usage': route138,
  '/usage/tenants': route139,
  '/waivers/{waiverId}/revoke': route140,
  '/waivers': route141,
  '/webhooks/{webhookId}/deliveries/{deliveryId}': route142,
  '/webhooks/{webhookId}/deliveries': route143,
  '/webhooks/{webhookId}/ping': route144,
  '/webhooks/{webhookId}/replay': route145,
  '/webhooks/{webhookId}/rotate': route146,
  '/webhooks/{webhookId}': route147,
  '/webhooks': route148,
  '/whoami': route149,
  '/windows/{windowId}/remove': route150,
  '/windows': route151,
}
