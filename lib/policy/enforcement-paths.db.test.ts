import { afterEach, describe, expect, test } from 'vitest'
import { unsafeDb } from '../db/client.ts'
import { deployGate } from '../provisioning/deploy-gate.ts'
import { loadPolicies } from './load-policies.ts'
import { shippedPolicies } from './policy-files.ts'
import { policyGates } from './policy-words.ts'
import { denialRecipes } from './testing/denial-recipes.ts'
import { enforcementPaths } from './testing/enforcement-paths.ts'
import { enforcementWorld, stageContext } from './testing/enforcement-world.ts'

// Made from the rules themselves: a hard rule without a recipe fails here.
const hard = [...loadPolicies(shippedPolicies(), [1]).rules.values()].filter(
  ({ effect, level }) => effect === 'forbid' && level === 'hard',
)

afterEach(() => unsafeDb.workerHeartbeat.deleteMany())

test('every hard rule has a recipe, and no recipe is of a rule that is gone', () => {
  expect(Object.keys(denialRecipes).sort()).toEqual(hard.map(({ id }) => id).sort())
})

test('every exception names a path', () => {
  const named = Object.values(denialRecipes).flatMap(({ except = {} }) => Object.keys(except))
  expect(Object.keys(enforcementPaths)).toEqual(expect.arrayContaining(named))
})

describe.each(policyGates)('at the gate %s', (gate) => {
  test.each(hard.filter(({ gates }) => gates.includes(gate)).map(({ id }) => id))(
    '%s gives one verdict and one reason on every path',
    async (rule) => {
      const recipe = denialRecipes[rule]
      if (!recipe) throw new Error(`${rule} has no recipe`)
      const world = await enforcementWorld(recipe.world)
      await recipe.spoil?.(world)
      if (gate === 'deploy' && recipe.waits) {
        expect(await deployGate(await stageContext(world)), recipe.waits).toHaveProperty('waiting')
        return
      }
      const paths = Object.entries(enforcementPaths).filter(
        ([path, { gate: of, only = '' }]) => of === gate && rule.startsWith(only) && !recipe.except?.[path],
      )
      expect(paths.length).toBeGreaterThan(0)
      const answers = []
      for (const [path, { ask }] of paths) {
        const said = await ask(world)
        const about = said.find(({ id }) => id === rule)
        expect(about, `${path} says ${JSON.stringify(said)}`).toBeDefined()
        answers.push({ path, about })
      }
      const [first] = answers
      for (const { path, about } of answers) expect(about, path).toEqual(first?.about)
    },
  )
})
