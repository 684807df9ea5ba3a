import { demoPassword, demoPeople, platformAdmin } from '../seed/people.ts'

/** Tells the person who ran `npm run up` where to go and as whom. */
export async function printAddress(url: string, home: string, { seeded }: { seeded: boolean }): Promise<void> {
  const people = seeded ? [...demoPeople, platformAdmin] : [platformAdmin]
  const lines = [
    '',
    `  BareCount runner portal   ${url}`,
    `  Home                      ${home}`,
    '',
    `  Sign in with the password ${await demoPassword(home)}`,
    ...people.map((person) => `    ${person.email.padEnd(24)}${person.does}`),
  ]
  if (seeded) {
    lines.push('', '  Deploy the example:', `    npx barecount login ${url} --email ${demoPeople[0]?.email}`)
    lines.push('    npx barecount deploy examples/orders-webhook/manifest.yaml --env dev --wait')
  }
  console.log([...lines, '', '  Ctrl-C stops everything.', ''].join('\n'))
}
