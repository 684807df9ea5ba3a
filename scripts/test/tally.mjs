import fs from 'node:fs'

/** Adds up what every runner says, so that CI can close with one line. */
export class Tally {
  passed = 0
  failed = 0
  skipped = []

  check(name, ok) {
    if (ok) this.passed++
    else {
      this.failed++
      console.error(`FAILED: ${name}`)
    }
  }

  /** Counts from vitest's JSON report. A run that broke without a failed test counts as one failure. */
  vitest(file, ok) {
    const report = readJson(file)
    for (const suite of report?.testResults ?? []) {
      for (const test of suite.assertionResults)
        this.#count(test.status === 'passed', skippedStates.has(test.status), test.fullName)
    }
    if (!ok && !(report?.numFailedTests > 0)) this.check('unit and database tests', false)
  }

  /** Counts from Playwright's JSON report. */
  playwright(file, ok) {
    const report = readJson(file)
    const walk = (suite) => {
      for (const spec of suite.specs ?? []) {
        for (const test of spec.tests) {
          const reason = test.annotations.find((note) => note.type === 'skip')?.description
          this.#count(spec.ok, test.status === 'skipped', reason ? `${spec.title} (${reason})` : spec.title)
        }
      }
      for (const inner of suite.suites ?? []) walk(inner)
    }
    for (const suite of report?.suites ?? []) walk(suite)
    if (!ok && !(report?.stats?.unexpected > 0)) this.check('browser tests', false)
  }

  #count(ok, skipped, name) {
    if (skipped) this.skipped.push(name)
    else if (ok) this.passed++
    else this.failed++
  }

  print() {
    if (this.skipped.length) console.log(`\nSkipped:\n${this.skipped.map((name) => `  ${name}`).join('\n')}`)
    console.log(
      `\n${this.passed} passed, ${this.failed} failed${this.skipped.length ? `, ${this.skipped.length} skipped` : ''}`,
    )
  }
}

const skippedStates = new Set(['skipped', 'pending', 'todo', 'disabled'])

function readJson(file) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined
}
