type Counted = { status: string }

/**
 * How the newest runs went, in one sentence, and where to read on. What was denied never ran: it is no failure of the
 * runner, and is counted apart. Pure.
 */
export function sayHealth(runs: readonly Counted[]): { sentence: string; href: string; link: string } {
  const count = (status: string) => runs.filter((run) => run.status === status).length
  const [failed, denied] = [count('failed'), count('denied')]
  const of = `of the last ${runs.length} runs`
  if (failed && denied) {
    const sentence = `${failed} ${of} failed, and ${denied} ${denied === 1 ? 'was' : 'were'} denied.`
    return { sentence, href: '/runs?status=failed', link: 'See what failed' }
  }
  if (failed) return { sentence: `${failed} ${of} failed.`, href: '/runs?status=failed', link: 'See what failed' }
  if (denied) {
    const sentence = `None ${of} failed; ${denied} ${denied === 1 ? 'was' : 'were'} denied.`
    return { sentence, href: '/runs?status=denied', link: 'See what was denied' }
  }
  return { sentence: `None ${of} failed.`, href: '/runs', link: 'See the runs' }
}
