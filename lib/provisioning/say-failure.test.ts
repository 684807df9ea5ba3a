import { expect, test } from 'vitest'
import { BareCountError } from '../errors.ts'
import { sayFailure } from './say-failure.ts'

test('a fault that the sentence names already is not said twice, and what to do comes last', () => {
  const fault = { path: 'Dockerfile', line: 7, message: 'COPPY is not an instruction.', remedy: 'Did you mean COPY?' }
  const message = 'Dockerfile, line 7: COPPY is not an instruction.'
  const failure = new BareCountError('build_failed', message, { remedy: fault.remedy, faults: [fault] })
  expect(sayFailure(failure)).toEqual([`Failed: ${message}`, 'Did you mean COPY?'])
})

test('further faults are named with their place and their remedy', () => {
  const failure = new BareCountError('build_failed', 'First.', {
    faults: [
      { path: 'Dockerfile', line: 1, message: 'First.' },
      { path: 'Dockerfile', line: 2, message: 'Second.', remedy: 'Do this.' },
      { path: '', message: 'Third.' },
    ],
  })
  expect(sayFailure(failure)).toEqual(['Failed: First.', '  Dockerfile, line 2: Second. Do this.', '  Third.'])
})
