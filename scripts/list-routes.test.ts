import fs from 'node:fs'
import { expect, test } from 'vitest'
import { routeFiles } from './list-routes.ts'

test('every route of the API is in the OpenAPI document', () => {
  const listed = fs.readFileSync('app/api/v1/openapi.json/routes.ts', 'utf8')
  const paths = [...listed.matchAll(/^ {2}'?([^':]+)'?: route\d+,$/gm)].map((match) => match[1])
  expect(paths.sort()).toEqual(
    routeFiles()
      .map((route) => route.path)
      .sort(),
  )
})
