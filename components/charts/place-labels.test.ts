import { expect, test } from 'vitest'
import { placeLabels } from './place-labels.ts'

const rounded = (places: number[]) => places.map((place) => Math.round(place * 100) / 100)

test('labels with room stay where they are wanted', () => {
  expect(placeLabels([0.1, 0.5, 0.9], 0.1)).toEqual([0.1, 0.5, 0.9])
})

test('labels that would touch are moved down, and back up at the edge', () => {
  expect(rounded(placeLabels([0.5, 0.52, 0.53], 0.1))).toEqual([0.5, 0.6, 0.7])
  expect(rounded(placeLabels([0.95, 0.97, 0.99], 0.1))).toEqual([0.8, 0.9, 1])
})

test('nothing to place', () => {
  expect(placeLabels([], 0.1)).toEqual([])
})
