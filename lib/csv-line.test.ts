import { expect, test } from 'vitest'
import { csvLine } from './csv-line.ts'

test('cells are quoted where they must be, and a quote is doubled', () => {
  expect(csvLine(['plain', 1.5, -2, null, 'a,b', 'say "hi"', 'two\nlines'])).toBe(
    'plain,1.5,-2,,"a,b","say ""hi""","two\nlines"\r\n',
  )
})

test('text is never a formula', () => {
  expect(csvLine(['=1+1', '+1', '-1', '@x', '=a,b'])).toBe("'=1+1,'+1,'-1,'@x,\"'=a,b\"\r\n")
})
