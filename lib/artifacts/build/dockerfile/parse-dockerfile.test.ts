import { describe, expect, test } from 'vitest'
import { parseDockerfile } from './parse-dockerfile.ts'
import { stagesOf } from './stages.ts'

const parse = (content: string) => parseDockerfile('Dockerfile', content).instructions
const faultsOf = (content: string) => {
  try {
    stagesOf(parseDockerfile('Dockerfile', content), 'amd64')
  } catch (error) {
    return (error as { faults: { line: number; message: string; remedy?: string }[] }).faults
  }
  throw new Error('it has no fault')
}

test('instructions keep the line they begin at, whatever stands between', () => {
  const found = parse(
    '# syntax=docker/dockerfile:1\n\nfrom scratch\n# why\nENV A=1 \\\n  # not part of it\n\n  B=2\nCMD ["/app"]\n',
  )
  expect(found.map(({ keyword, text, place }) => [keyword, text, place.line])).toEqual([
    ['FROM', 'scratch', 3],
    ['ENV', 'A=1   B=2', 5],
    ['CMD', '["/app"]', 9],
  ])
})

test('flags are taken off the arguments', () => {
  const [, copy] = parse('FROM scratch\nCOPY --from=build --chmod=755 a b /c/')
  expect(copy).toMatchObject({ flags: { from: 'build', chmod: '755' }, text: 'a b /c/' })
})

test('the text of a heredoc is no instruction', () => {
  const found = parse('FROM scratch\nRUN <<EOF\necho hi\nEXPLODE\nEOF\nUSER 1')
  expect(found.map(({ keyword, heredoc }) => [keyword, heredoc])).toEqual([
    ['FROM', false],
    ['RUN', true],
    ['USER', false],
  ])
})

test('another escape character, as on Windows', () => {
  const { instructions, escapeChar } = parseDockerfile('Dockerfile', '# escape=`\nFROM scratch\nCOPY a `\n  /b')
  expect(escapeChar).toBe('`')
  expect(instructions[1]).toMatchObject({ text: 'a   /b' })
})

describe('faults name the line and what to do', () => {
  test('every unknown instruction at once', () => {
    expect(faultsOf('FROM scratch\nCPOY a b\nCMD ["x"]\nENTRYPONT x')).toMatchObject([
      { line: 2, message: 'CPOY is not an instruction.', remedy: 'Did you mean COPY?' },
      { line: 4, remedy: 'Did you mean ENTRYPOINT?' },
    ])
  })
  test.each([
    ['# nothing but a comment', 1, 'There is no FROM.'],
    ['ENV A=1\nFROM scratch', 1, 'ENV stands before the first FROM.'],
    ['FROM scratch\nCOPY', 2, 'COPY says nothing.'],
    ['FROM scratch build', 1, 'FROM takes an image, and a name for the stage after AS.'],
    ['ARG BASE\nFROM $BASE', 2, 'FROM names nothing; a variable in it is empty.'],
    ['FROM "scratch', 1, 'a " is not closed.'],
  ])('%j', (content, line, message) => {
    expect(faultsOf(content)).toMatchObject([{ line, message }])
  })
})

test('stages, their names, and variables in front of FROM', () => {
  const { stages, globals } = stagesOf(
    parseDockerfile(
      'Dockerfile',
      'ARG V=3.1\nFROM base:$V AS Build\nCOPY a b\nFROM --platform=linux/$TARGETARCH scratch',
    ),
    'arm64',
  )
  expect(stages.map(({ name, from, platform }) => [name, from, platform])).toEqual([
    ['build', 'base:3.1', undefined],
    [undefined, 'scratch', 'linux/arm64'],
  ])
  expect(globals.get('V')).toBe('3.1')
})
