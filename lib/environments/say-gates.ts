type Gates = {
  approvalsRequired: number
  requirePrevious: boolean
  soakMinutes: number
  verificationRuns: number
}

/** What an environment asks of what comes to it, in words; `previous` is the one before. Pure. */
export function sayGates(gates: Gates, previous: string | undefined): string {
  const { approvalsRequired, requirePrevious, soakMinutes, verificationRuns } = gates
  const people = `${approvalsRequired} ${approvalsRequired === 1 ? 'person' : 'people'} must approve`
  const asked = [
    ...(approvalsRequired ? [people] : []),
    ...(requirePrevious && previous ? [`only from ${previous}`] : []),
    ...(soakMinutes && previous ? [`after ${sayMinutes(soakMinutes)} there`] : []),
    ...(verificationRuns && previous
      ? [`with ${verificationRuns} good ${verificationRuns === 1 ? 'run' : 'runs'} there`]
      : []),
  ]
  return asked.length ? asked.join(', ') : 'Nothing'
}

function sayMinutes(minutes: number): string {
  const [size, word] = minutes % 1440 === 0 ? [1440, 'day'] : minutes % 60 === 0 ? [60, 'hour'] : [1, 'minute']
  const count = minutes / size
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
