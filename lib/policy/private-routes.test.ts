import { expect, test } from 'vitest'
import { privatelyReachable } from './private-routes.ts'

test.each([
  ['s3.eu-west-1.amazonaws.com:443', true],
  ['*.amazonaws.com:443', true],
  ['SQS.us-east-1.AMAZONAWS.com:443', true],
  ['acme.snowflakecomputing.com:443', true],
  ['api.example.com:443', false],
  ['notamazonaws.com:443', false],
  ['amazonaws.com.evil.example:443', false],
])('%s', (address, reachable) => {
  expect(privatelyReachable([address])).toEqual(reachable ? [address] : [])
})
