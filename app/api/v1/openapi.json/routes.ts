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
import * as route34 from '../dead-letters/[deadLetterId]/payload/route.ts'
import * as route35 from '../dead-letters/[deadLetterId]/route.ts'
import * as route36 from '../dead-letters/groups/route.ts'
import * as route37 from '../dead-letters/ledger/route.ts'
import * as route38 from '../dead-letters/reopen/route.ts'
import * as route39 from '../dead-letters/resolve/route.ts'
import * as route40 from '../dead-letters/route.ts'
import * as route41 from '../decisions/[decisionId]/replay/route.ts'
import * as route42 from '../decisions/[decisionId]/route.ts'
import * as route43 from '../delegations/route.ts'
import * as route44 from '../deployments/[deploymentId]/cancel/route.ts'
import * as route45 from '../deployments/[deploymentId]/events/route.ts'
import * as route46 from '../deployments/[deploymentId]/resume/route.ts'
import * as route47 from '../deployments/[deploymentId]/route.ts'
import * as route48 from '../deployments/route.ts'
import * as route49 from '../environments/[environment]/route.ts'
import * as route50 from '../environments/route.ts'
import * as route51 from '../evidence/[evidenceId]/proof/route.ts'
import * as route52 from '../evidence/[evidenceId]/route.ts'
import * as route53 from '../evidence/checkpoint/route.ts'
import * as route54 from '../evidence/export/route.ts'
import * as route55 from '../evidence/keys/route.ts'
import * as route56 from '../evidence/route.ts'
import * as route57 from '../evidence/trusted-root/route.ts'
import * as route58 from '../exceptions/[exceptionId]/renew/route.ts'
import * as route59 from '../exceptions/[exceptionId]/revoke/route.ts'
import * as route60 from '../exceptions/[exceptionId]/route.ts'
import * as route61 from '../exceptions/[exceptionId]/withdraw/route.ts'
import * as route62 from '../exceptions/route.ts'
import * as route63 from '../findings/[findingId]/route.ts'
import * as route64 from '../findings/route.ts'
import * as route65 from '../findings/triage/preview/route.ts'
import * as route66 from '../findings/triage/route.ts'
import * as route67 from '../freezes/[freezeId]/lift/route.ts'
import * as route68 from '../freezes/[freezeId]/route.ts'
import * as route69 from '../freezes/route.ts'
import * as route70 from '../health/route.ts'
import * as route71 from '../holds/[holdId]/release/route.ts'
import * as route72 from '../holds/route.ts'
import * as route73 from '../hooks/[triggerId]/route.ts'
import * as route74 from '../instances/[instanceId]/logs/route.ts'
import * as route75 from '../instances/[instanceId]/logs/stream/route.ts'
import * as route76 from '../instances/[instanceId]/route.ts'
import * as route77 from '../keys/[keyId]/revoke/route.ts'
import * as route78 from '../keys/[keyId]/route.ts'
import * as route79 from '../keys/route.ts'
import * as route80 from '../limits/route.ts'
import * as route81 from '../logs/route.ts'
import * as route82 from '../manifests/[manifestId]/route.ts'
import * as route83 from '../manifests/[manifestId]/versions/[version]/route.ts'
import * as route84 from '../manifests/[manifestId]/versions/route.ts'
import * as route85 from '../manifests/route.ts'
import * as route86 from '../manifests/validate/route.ts'
import * as route87 from '../matrix/route.ts'
import * as route88 from '../members/route.ts'
import * as route89 from '../notifications/events/route.ts'
import * as route90 from '../notifications/preferences/route.ts'
import * as route91 from '../notifications/read/route.ts'
import * as route92 from '../notifications/route.ts'
import * as route93 from '../pauses/[pauseId]/resume/route.ts'
import * as route94 from '../pauses/route.ts'
import * as route95 from '../policies/drafts/[draftId]/activate/route.ts'
import * as route96 from '../policies/drafts/[draftId]/changes/route.ts'
import * as route97 from '../policies/drafts/[draftId]/discard/route.ts'
import * as route98 from '../policies/drafts/[draftId]/matrix/route.ts'
import * as route99 from '../policies/drafts/[draftId]/rebase/route.ts'
import * as route100 from '../policies/drafts/[draftId]/route.ts'
import * as route101 from '../policies/drafts/[draftId]/simulate/route.ts'
import * as route102 from '../policies/drafts/[draftId]/submit/route.ts'
import * as route103 from '../policies/drafts/[draftId]/test/route.ts'
import * as route104 from '../policies/drafts/route.ts'
import * as route105 from '../policies/tests/[testId]/route.ts'
import * as route106 from '../policies/tests/route.ts'
import * as route107 from '../policies/validate/route.ts'
import * as route108 from '../policies/versions/[policyVersion]/route.ts'
import * as route109 from '../policies/versions/route.ts'
import * as route110 from '../promotions/diff/route.ts'
import * as route111 from '../promotions/events/route.ts'
import * as route112 from '../promotions/preview/route.ts'
import * as route113 from '../promotions/route.ts'
import * as route114 from '../quotas/route.ts'
import * as route115 from '../registries/route.ts'
import * as route116 from '../replays/[replayId]/events/route.ts'
import * as route117 from '../replays/[replayId]/items/route.ts'
import * as route118 from '../replays/[replayId]/pause/route.ts'
import * as route119 from '../replays/[replayId]/report/route.ts'
import * as route120 from '../replays/[replayId]/resume/route.ts'
import * as route121 from '../replays/[replayId]/route.ts'
import * as route122 from '../replays/[replayId]/stop/route.ts'
import * as route123 from '../replays/rehearse/route.ts'
import * as route124 from '../replays/route.ts'
import * as route125 from '../replays/threshold/route.ts'
import * as route126 from '../retention/logs/route.ts'
import * as route127 from '../retention/runs/route.ts'
import * as route128 from '../rollbacks/route.ts'
import * as route129 from '../runners/[runnerId]/instances/route.ts'
import * as route130 from '../runners/[runnerId]/instances/stream/route.ts'
import * as route131 from '../runners/[runnerId]/route.ts'
import * as route132 from '../runners/route.ts'
import * as route133 from '../runs/[runId]/cancel/route.ts'
import * as route134 from '../runs/[runId]/logs/route.ts'
import * as route135 from '../runs/[runId]/logs/stream/route.ts'
import * as route136 from '../runs/[runId]/route.ts'
import * as route137 from '../runs/[runId]/trace/route.ts'
import * as route138 from '../runs/[runId]/wait/route.ts'
import * as route139 from '../runs/batch/route.ts'
import * as route140 from '../runs/route.ts'
import * as route141 from '../secrets/route.ts'
import * as route142 from '../session-tokens/route.ts'
import * as route143 from '../sources/route.ts'
import * as route144 from '../tokens/route.ts'
import * as route145 from '../topics/[topicId]/messages/route.ts'
import * as route146 from '../topics/[topicId]/route.ts'
import * as route147 from '../topics/route.ts'
import * as route148 from '../triggers/[triggerId]/route.ts'
import * as route149 from '../triggers/[triggerId]/secret/route.ts'
import * as route150 from '../triggers/[triggerId]/skips/route.ts'
import * as route151 from '../triggers/route.ts'
import * as route152 from '../usage/estimates/route.ts'
import * as route153 from '../usage/export/route.ts'
import * as route154 from '../usage/limits/route.ts'
import * as route155 from '../usage/movers/route.ts'
import * as route156 from '../usage/oversized/route.ts'
import * as route157 from '../usage/route.ts'
import * as route158 from '../usage/tenants/route.ts'
import * as route159 from '../waivers/[waiverId]/revoke/route.ts'
import * as route160 from '../waivers/route.ts'
import * as route161 from '../webhooks/[webhookId]/deliveries/[deliveryId]/route.ts'
import * as route162 from '../webhooks/[webhookId]/deliveries/route.ts'
import * as route163 from '../webhooks/[webhookId]/ping/route.ts'
import * as route164 from '../webhooks/[webhookId]/replay/route.ts'
import * as route165 from '../webhooks/[webhookId]/rotate/route.ts'
import * as route166 from '../webhooks/[webhookId]/route.ts'
import * as route167 from '../webhooks/route.ts'
import * as route168 from '../whoami/route.ts'
import * as route169 from '../windows/[windowId]/remove/route.ts'
import * as route170 from '../windows/route.ts'

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
  '/dead-letters/{deadLetterId}/payload': route34,
  '/dead-letters/{deadLetterId}': route35,
  '/dead-letters/groups': route36,
  '/dead-letters/ledger': route37,
  '/dead-letters/reopen': route38,
  '/dead-letters/resolve': route39,
  '/dead-letters': route40,
  '/decisions/{decisionId}/replay': route41,
  '/decisions/{decisionId}': route42,
  '/delegations': route43,
  '/deployments/{deploymentId}/cancel': route44,
  '/deployments/{deploymentId}/events': route45,
  '/deployments/{deploymentId}/resume': route46,
  '/deployments/{deploymentId}': route47,
  '/deployments': route48,
  '/environments/{environment}': route49,
  '/environments': route50,
  '/evidence/{evidenceId}/proof': route51,
  '/evidence/{evidenceId}': route52,
  '/evidence/checkpoint': route53,
  '/evidence/export': route54,
  '/evidence/keys': route55,
  '/evidence': route56,
  '/evidence/trusted-root': route57,
  '/exceptions/{exceptionId}/renew': route58,
  '/exceptions/{exceptionId}/revoke': route59,
  '/exceptions/{exceptionId}': route60,
  '/exceptions/{exceptionId}/withdraw': route61,
  '/exceptions': route62,
  '/findings/{findingId}': route63,
  '/findings': route64,
  '/findings/triage/preview': route65,
  '/findings/triage': route66,
  '/freezes/{freezeId}/lift': route67,
  '/freezes/{freezeId}': route68,
  '/freezes': route69,
  '/health': route70,
  '/holds/{holdId}/release': route71,
  '/holds': route72,
  '/hooks/{triggerId}': route73,
  '/instances/{instanceId}/logs': route74,
  '/instances/{instanceId}/logs/stream': route75,
  '/instances/{instanceId}': route76,
  '/keys/{keyId}/revoke': route77,
  '/keys/{keyId}': route78,
  '/keys': route79,
  '/limits': route80,
  '/logs': route81,
  '/manifests/{manifestId}': route82,
  '/manifests/{manifestId}/versions/{version}': route83,
  '/manifests/{manifestId}/versions': route84,
  '/manifests': route85,
  '/manifests/validate': route86,
  '/matrix': route87,
  '/members': route88,
  '/notifications/events': route89,
  '/notifications/preferences': route90,
  '/notifications/read': route91,
  '/notifications': route92,
  '/pauses/{pauseId}/resume': route93,
  '/pauses': route94,
  '/policies/drafts/{draftId}/activate': route95,
  '/policies/drafts/{draftId}/changes': route96,
  '/policies/drafts/{draftId}/discard': route97,
  '/policies/drafts/{draftId}/matrix': route98,
  '/policies/drafts/{draftId}/rebase': route99,
  '/policies/drafts/{draftId}': route100,
  '/policies/drafts/{draftId}/simulate': route101,
  '/policies/drafts/{draftId}/submit': route102,
  '/policies/drafts/{draftId}/test': route103,
  '/policies/drafts': route104,
  '/policies/tests/{testId}': route105,
  '/policies/tests': route106,
  '/policies/validate': route107,
  '/policies/versions/{policyVersion}': route108,
  '/policies/versions': route109,
  '/promotions/diff': route110,
  '/promotions/events': route111,
  '/promotions/preview': route112,
  '/promotions': route113,
  '/quotas': route114,
  '/registries': route115,
  '/replays/{replayId}/events': route116,
  '/replays/{replayId}/items': route117,
  '/replays/{replayId}/pause': route118,
  '/replays/{replayId}/report': route119,
  '/replays/{replayId}/resume': route120,
  '/replays/{replayId}': route121,
  '/replays/{replayId}/stop': route122,
  '/replays/rehearse': route123,
  '/replays': route124,
  '/replays/threshold': route125,
  '/retention/logs': route126,
  '/retention/runs': route127,
  '/rollbacks': route128,
  '/runners/{runnerId}/instances': route129,
  '/runners/{runnerId}/instances/stream': route130,
  '/runners/{runnerId}': route131,
  '/runners': route132,
  '/runs/{runId}/cancel': route133,
  '/runs/{runId}/logs': route134,
  '/runs/{runId}/logs/stream': route135,
  '/runs/{runId}': route136,
  '/runs/{runId}/trace': route137,
  '/runs/{runId}/wait': route138,
  '/runs/batch': route139,
  '/runs': route140,
  '/secrets': route141,
  '/session-tokens': route142,
  '/sources': route143,
  '/tokens': route144,
  '/topics/{topicId}/messages': route145,
  '/topics/{topicId}': route146,
  '/topics': route147,
  '/triggers/{triggerId}': route148,
  '/triggers/{triggerId}/secret': route149,
  '/triggers/{triggerId}/skips': route150,
  '/triggers': route151,
  '/usage/estimates': route152,
  '/usage/export': route153,
  '/usage/limits': route154,
  '/usage/movers': route155,
  '/usage/oversized': route156,
  '/usage': route157,
  '/usage/tenants': route158,
  '/waivers/{waiverId}/revoke': route159,
  '/waivers': route160,
  '/webhooks/{webhookId}/deliveries/{deliveryId}': route161,
  '/webhooks/{webhookId}/deliveries': route162,
  '/webhooks/{webhookId}/ping': route163,
  '/webhooks/{webhookId}/replay': route164,
  '/webhooks/{webhookId}/rotate': route165,
  '/webhooks/{webhookId}': route166,
  '/webhooks': route167,
  '/whoami': route168,
  '/windows/{windowId}/remove': route169,
  '/windows': route170,
}
