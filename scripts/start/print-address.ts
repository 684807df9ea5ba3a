import { demoPassword, demoPeople } from '../seed/people.ts'

/** Tells the person who ran `npm run up` where to go and as whom. */
export async function printAddress(url: string, home: string, { seeded }: { seeded: boolean }): Promise<void> {
  const lines = ['', `  BareCount runner portal   ${url}`, `  Home                      ${home}`, '']
  if (seeded) {
    lines.push(`  Sign in with the password ${await demoPassword(home)}`)
    for (const person of demoPeople) lines.push(`    ${person.email.padEnd(28)} ${person.does}`)
    lines.push('', '  Deploy the example:', `    npx barecount login ${url} --email ${demoPeople[0]?.email}`)
    lines.push('    npx barecount deploy examples/orders-webhook/manifest.yaml --env dev --wait', '')
  } else lines.push('  Started without the demo. Make the first admin: npm run barecount -- admin create', '')
  lines.push('  Ctrl-C stops everything.', '')
  console.log(lines.join('\n'))
}
