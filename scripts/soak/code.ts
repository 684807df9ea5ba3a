/** As a function, for workers: writes its token and a word of this very attempt, and answers with that word. */
export const handler = `
import crypto from 'node:crypto'
import fs from 'node:fs'
export const handler = async (input) => {
  const word = crypto.randomUUID()
  if (input.do === 'hang') await new Promise(() => setInterval(() => {}, 1000))
  if (input.do === 'exit') process.exit(7)
  if (input.do === 'fail' || (input.do === 'flaky' && Math.random() < 0.5)) throw new Error('as it was told')
  fs.writeFileSync(process.env.BC_OUTPUT_DIR + '/effect', process.env.BC_RUN_TOKEN + ' ' + word)
  return { word }
}`

/** The same as a command, for agents: of the shell alone, so that a hundred thousand of them are affordable. */
export const command = `
read -r input
read -r word < /proc/sys/kernel/random/uuid
case "$input" in
  *hang*) exec sleep 60 ;;
  *exit*) kill -9 $$ ;;
  *fail*) echo 'as it was told' >&2; exit 1 ;;
  *flaky*) case "$word" in [0-7]*) exit 1 ;; esac ;;
esac
printf '%s %s' "$BC_RUN_TOKEN" "$word" > "$BC_OUTPUT_DIR/effect"
printf '{"word":"%s"}\\n' "$word"`
