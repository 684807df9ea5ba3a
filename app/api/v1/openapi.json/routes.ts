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
import * as route31 from '../components/route.ts'
import * as route32 from '../dead-letters/[deadLetterId]/payload/route.ts'
import * as route33 from '../dead-letters/[deadLetterId]/route.ts'
import * as route34 from '../dead-letters/groups/route.ts'
import * as route35 from '../dead-letters/ledger/route.ts'
import * as route36 from '../dead-letters/reopen/route.ts'
import * as route37 from '../dead-letters/resolve/route.ts'
import * as route38 from '../dead-letters/route.ts'
import * as route39 from '../decisions/[decisionId]/replay/route.ts'
import * as route40 from '../decisions/[decisionId]/route.ts'
import * as route41 from '../delegations/route.ts'
import * as route42 from '../deployments/[deploymentId]/cancel/route.ts'
import * as route43 from '../deployments/[deploymentId]/events/route.ts'
import * as route44 from '../deployments/[deploymentId]/resume/route.ts'
import * as route45 from '../deployments/[deploymentId]/route.ts'
import * as route46 from '../deployments/route.ts'
import * as route47 from '../environments/[environment]/route.ts'
import * as route48 from '../environments/route.ts'
import * as route49 from '../evidence/[evidenceId]/proof/route.ts'
import * as route50 from '../evidence/[evidenceId]/route.ts'
import * as route51 from '../evidence/checkpoint/route.ts'
import * as route52 from '../evidence/export/route.ts'
import * as route53 from '../evidence/keys/route.ts'
import * as route54 from '../evidence/route.ts'
import * as route55 from '../evidence/trusted-root/route.ts'
import * as route56 from '../exceptions/[exceptionId]/renew/route.ts'
import * as route57 from '../exceptions/[exceptionId]/revoke/route.ts'
import * as route58 from '../exceptions/[exceptionId]/route.ts'
import * as route59 from '../exceptions/[exceptionId]/withdraw/route.ts'
import * as route60 from '../exceptions/route.ts'
import * as route61 from '../findings/[findingId]/route.ts'
import * as route62 from '../findings/route.ts'
import * as route63 from '../findings/triage/preview/route.ts'
import * as route64 from '../findings/triage/route.ts'
import * as route65 from '../freezes/[freezeId]/lift/route.ts'
import * as route66 from '../freezes/[freezeId]/route.ts'
import * as route67 from '../freezes/route.ts'
import * as route68 from '../health/route.ts'
import * as route69 from '../holds/[holdId]/release/route.ts'
import * as route70 from '../holds/route.ts'
import * as route71 from '../hooks/[triggerId]/route.ts'
import * as route72 from '../instances/[instanceId]/logs/route.ts'
import * as route73 from '../instances/[instanceId]/logs/stream/route.ts'
import * as route74 from '../instances/[instanceId]/route.ts'
import * as route75 from '../keys/[keyId]/revoke/route.ts'
import * as route76 from '../keys/[keyId]/route.ts'
import * as route77 from '../keys/route.ts'
import * as route78 from '../limits/route.ts'
import * as route79 from '../logs/route.ts'
import * as route80 from '../manifests/[manifestId]/route.ts'
import * as route81 from '../manifests/[manifestId]/versions/[version]/route.ts'
import * as route82 from '../manifests/[manifestId]/versions/route.ts'
import * as route83 from '../manifests/route.ts'
import * as route84 from '../manifests/validate/route.ts'
import * as route85 from '../matrix/route.ts'
import * as route86 from '../members/route.ts'
import * as route87 from '../notifications/events/route.ts'
import * as route88 from '../notifications/preferences/route.ts'
import * as route89 from '../notifications/read/route.ts'
import * as route90 from '../notifications/route.ts'
import * as route91 from '../policies/drafts/[draftId]/activate/route.ts'
import * as route92 from '../policies/drafts/[draftId]/changes/route.ts'
import * as route93 from '../policies/drafts/[draftId]/discard/route.ts'
import * as route94 from '../policies/drafts/[draftId]/matrix/route.ts'
import * as route95 from '../policies/drafts/[draftId]/rebase/route.ts'
import * as route96 from '../policies/drafts/[draftId]/route.ts'
import * as route97 from '../policies/drafts/[draftId]/simulate/route.ts'
import * as route98 from '../policies/drafts/[draftId]/submit/route.ts'
import * as route99 from '../policies/drafts/[draftId]/test/route.ts'
import * as route100 from '../policies/drafts/route.ts'
import * as route101 from '../policies/tests/[testId]/route.ts'
import * as route102 from '../policies/tests/route.ts'
import * as route103 from '../policies/validate/route.ts'
import * as route104 from '../policies/versions/[policyVersion]/route.ts'
import * as route105 from '../policies/versions/route.ts'
import * as route106 from '../promotions/diff/route.ts'
import * as route107 from '../promotions/events/route.ts'
import * as route108 from '../promotions/preview/route.ts'
import * as route109 from '../promotions/route.ts'
import * as route110 from '../quotas/route.ts'
import * as route111 from '../registries/route.ts'
import * as route112 from '../replays/[replayId]/events/route.ts'
import * as route113 from '../replays/[replayId]/items/route.ts'
import * as route114 from '../replays/[replayId]/pause/route.ts'
import * as route115 from '../replays/[replayId]/report/route.ts'
import * as route116 from '../replays/[replayId]/resume/route.ts'
import * as route117 from '../replays/[replayId]/route.ts'
import * as route118 from '../replays/[replayId]/stop/route.ts'
import * as route119 from '../replays/rehearse/route.ts'
import * as route120 from '../replays/route.ts'
import * as route121 from '../replays/threshold/route.ts'
import * as route122 from '../retention/logs/route.ts'
import * as route123 from '../rollbacks/route.ts'
import * as route124 from '../runners/[runnerId]/instances/route.ts'
import * as route125 from '../runners/[runnerId]/instances/stream/route.ts'
import * as route126 from '../runners/[runnerId]/route.ts'
import * as route127 from '../runners/route.ts'
import * as route128 from '../runs/[runId]/cancel/route.ts'
import * as route129 from '../runs/[runId]/logs/route.ts'
import * as route130 from '../runs/[runId]/logs/stream/route.ts'
import * as route131 from '../runs/[runId]/route.ts'
import * as route132 from '../runs/batch/route.ts'
import * as route133 from '../runs/route.ts'
import * as route134 from '../secrets/route.ts'
import * as route135 from '../session-tokens/route.ts'
import * as route136 from '../sources/route.ts'
import * as route137 from '../tokens/route.ts'
import * as route138 from '../triggers/[triggerId]/secret/route.ts'
import * as route139 from '../usage/estimates/route.ts'
import * as route140 from '../usage/export/route.ts'
import * as route141 from '../usage/limits/route.ts'
import * as route142 from '../usage/movers/route.ts'
import * as route143 from '../usage/oversized/route.ts'
import * as route144 from '../usage/route.ts'
import * as route145 from '../usage/tenants/route.ts'
import * as route146 from '../waivers/[waiverId]/revoke/route.ts'
import * as route147 from '../waivers/route.ts'
import * as route148 from '../webhooks/[webhookId]/deliveries/[deliveryId]/route.ts'
import * as route149 from '../webhooks/[webhookId]/deliveries/route.ts'
import * as route150 from '../webhooks/[webhookId]/ping/route.ts'
import * as route151 from '../webhooks/[webhookId]/replay/route.ts'
import * as route152 from '../webhooks/[webhookId]/rotate/route.ts'
import * as route153 from '../webhooks/[webhookId]/route.ts'
import * as route154 from '../webhooks/route.ts'
import * as route155 from '../whoami/route.ts'
import * as route156 from '../windows/[windowId]/remove/route.ts'
import * as route157 from '../windows/route.ts'

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
  '/components': route31,
  '/dead-letters/{deadLetterId}/payload': route32,
  '/dead-letters/{deadLetterId}': route33,
  '/dead-letters/groups': route34,
  '/dead-letters/ledger': route35,
  '/dead-letters/reopen': route36,
  '/dead-letters/resolve': route37,
  '/dead-letters': route38,
  '/decisions/{decisionId}/replay': route39,
  '/decisions/{decisionId}': route40,
  '/delegations': route41,
  '/deployments/{deploymentId}/cancel': route42,
  '/deployments/{deploymentId}/events': route43,
  '/deployments/{deploymentId}/resume': route44,
  '/deployments/{deploymentId}': route45,
  '/deployments': route46,
  '/environments/{environment}': route47,
  '/environments': route48,
  '/evidence/{evidenceId}/proof': route49,
  '/evidence/{evidenceId}': route50,
  '/evidence/checkpoint': route51,
  '/evidence/export': route52,
  '/evidence/keys': route53,
  '/evidence': route54,
  '/evidence/trusted-root': route55,
  '/exceptions/{exceptionId}/renew': route56,
  '/exceptions/{exceptionId}/revoke': route57,
  '/exceptions/{exceptionId}': route58,
  '/exceptions/{exceptionId}/withdraw': route59,
  '/exceptions': route60,
  '/findings/{findingId}': route61,
  '/findings': route62,
  '/findings/triage/preview': route63,
  '/findings/triage': route64,
  '/freezes/{freezeId}/lift': route65,
  '/freezes/{freezeId}': route66,
  '/freezes': route67,
  '/health': route68,
  '/holds/{holdId}/release': route69,
  '/holds': route70,
  '/hooks/{triggerId}': route71,
  '/instances/{instanceId}/logs': route72,
  '/instances/{instanceId}/logs/stream': route73,
  '/instances/{instanceId}': route74,
  '/keys/{keyId}/revoke': route75,
  '/keys/{keyId}': route76,
  '/keys': route77,
  '/limits': route78,
  '/logs': route79,
  '/manifests/{manifestId}': route80,
  '/manifests/{manifestId}/versions/{version}': route81,
  '/manifests/{manifestId}/versions': route82,
  '/manifests': route83,
  '/manifests/validate': route84,
  '/matrix': route85,
  '/members': route86,
  '/notifications/events': route87,
  '/notifications/preferences': route88,
  '/notifications/read': route89,
  '/notifications': route90,
  '/policies/drafts/{draftId}/activate': route91,
  '/policies/drafts/{draftId}/changes': route92,
  '/policies/drafts/{draftId}/discard': route93,
  '/policies/drafts/{draftId}/matrix': route94,
  '/policies/drafts/{draftId}/rebase': route95,
  '/policies/drafts/{draftId}': route96,
  '/policies/drafts/{draftId}/simulate': route97,
  '/policies/drafts/{draftId}/submit': route98,
  '/policies/drafts/{draftId}/test': route99,
  '/policies/drafts': route100,
  '/policies/tests/{testId}': route101,
  '/policies/tests': route102,
  '/policies/validate': route103,
  '/policies/versions/{policyVersion}': route104,
  '/policies/versions': route105,
  '/promotions/diff': route106,
  '/promotions/events': route107,
  '/promotions/preview': route108,
  '/promotions': route109,
  '/quotas': route110,
  '/registries': route111,
  '/replays/{replayId}/events': route112,
  '/replays/{replayId}/items': route113,
  '/replays/{replayId}/pause': route114,
  '/replays/{replayId}/report': route115,
  '/replays/{replayId}/resume': route116,
  '/replays/{replayId}': route117,
  '/replays/{replayId}/stop': route118,
  '/replays/rehearse': route119,
  '/replays': route120,
  '/replays/threshold': route121,
  '/retention/logs': route122,
  '/rollbacks': route123,
  '/runners/{runnerId}/instances': route124,
  '/runners/{runnerId}/instances/stream': route125,
  '/runners/{runnerId}': route126,
  '/runners': route127,
  '/runs/{runId}/cancel': route128,
  '/runs/{runId}/logs': route129,
  '/runs/{runId}/logs/stream': route130,
  '/runs/{runId}': route131,
  '/runs/batch': route132,
  '/runs': route133,
  '/secrets': route134,
  '/session-tokens': route135,
  '/sources': route136,
  '/tokens': route137,
  '/triggers/{triggerId}/secret': route138,
  '/usage/estimates': route139,
  '/usage/export': route140,
  '/usage/limits': route141,
  '/usage/movers': route142,
  '/usage/oversized': route143,
  '/usage': route144,
  '/usage/tenants': route145,
  '/waivers/{waiverId}/revoke': route146,
  '/waivers': route147,
  '/webhooks/{webhookId}/deliveries/{deliveryId}': route148,
  '/webhooks/{webhookId}/deliveries': route149,
  '/webhooks/{webhookId}/ping': route150,
  '/webhooks/{webhookId}/replay': route151,
  '/webhooks/{webhookId}/rotate': route152,
  '/webhooks/{webhookId}': route153,
  '/webhooks': route154,
  '/whoami': route155,
  '/windows/{windowId}/remove': route156,
  '/windows': route157,
}
