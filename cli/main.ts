import { Command } from 'commander'
import { registerAdvisoryCommands } from './commands/advisories.ts'
import { registerAgentCommands } from './commands/agent.ts'
import { registerAlertCommands } from './commands/alert.ts'
import { registerApprovalCommands } from './commands/approval.ts'
import { registerArtifactCommands } from './commands/artifact.ts'
import { registerBreakGlassCommands } from './commands/break-glass.ts'
import { registerBuildCommand } from './commands/build.ts'
import { registerCalendarCommands } from './commands/calendar.ts'
import { registerDeadLetterCommands } from './commands/dead-letter.ts'
import { registerDeployCommands } from './commands/deploy.ts'
import { registerExceptionCommands } from './commands/exception.ts'
import { registerFindingsCommands } from './commands/findings.ts'
import { registerFreezeCommands } from './commands/freeze.ts'
import { registerHealthCommand } from './commands/health.ts'
import { registerLogin } from './commands/login.ts'
import { registerLogCommands } from './commands/logs.ts'
import { registerManifestCommands } from './commands/manifest.ts'
import { registerPauseCommands } from './commands/pause.ts'
import { registerPolicyCommands } from './commands/policy.ts'
import { registerPromotionCommands } from './commands/promotion.ts'
import { registerReplayCommands } from './commands/replay.ts'
import { registerRunCommands } from './commands/run.ts'
import { registerRunnerCommands } from './commands/runner.ts'
import { registerTopicCommands } from './commands/topic.ts'
import { registerTriggerCommands } from './commands/trigger.ts'
import { registerUsageCommands } from './commands/usage.ts'
import { registerWebhookCommands } from './commands/webhook.ts'
import { CliError, type Context, exitCodes, makeContext } from './context.ts'
import { registerEvidenceCommands } from './evidence-commands.ts'

const program = new Command('barecount')
  .description('Declares, deploys, runs and proves BareCount runners.')
  .option('--json', 'print JSON')
  .showHelpAfterError()
  .configureHelp({ showGlobalOptions: true })
  .exitOverride((error) => process.exit(error.exitCode === 0 ? exitCodes.done : exitCodes.usage))

// The option may stand before or after the command's name, so it is read when the command runs.
const context: Context = new Proxy({} as Context, {
  get: (_target, name: keyof Context) => makeContext(process.argv.includes('--json'))[name],
})

registerLogin(program, context)
registerManifestCommands(program, context)
registerDeployCommands(program, context)
registerPromotionCommands(program, context)
registerFreezeCommands(program, context)
registerPolicyCommands(program, context)
registerArtifactCommands(program, context)
registerBuildCommand(program, context)
registerRunnerCommands(program, context)
registerRunCommands(program, context)
registerDeadLetterCommands(program, context)
registerReplayCommands(program, context)
registerLogCommands(program, context)
registerPauseCommands(program, context)
registerTriggerCommands(program, context)
registerTopicCommands(program, context)
registerCalendarCommands(program, context)
registerUsageCommands(program, context)
registerAlertCommands(program, context)
registerHealthCommand(program, context)
registerFindingsCommands(program, context)
registerApprovalCommands(program, context)
registerExceptionCommands(program, context)
registerBreakGlassCommands(program, context)
registerAdvisoryCommands(program, context)
registerAgentCommands(program, context)
registerEvidenceCommands(program, context)
registerWebhookCommands(program, context)
for (const command of [...program.commands, ...program.commands.flatMap((group) => group.commands)]) {
  command.option('--json', 'print JSON')
}

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof CliError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error.exitCode
}
