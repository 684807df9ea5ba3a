import fs from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

/** Adds up what every runner says, so that CI can close with one line. */
export class Tally {
  passed = 0
  failed = 0
  failures = []
  skipped = []

  check(name, ok) {
    if (ok) this.passed++
    else {
      this.failed++
      this.failures.push(name)
    }
  }

  /** Counts from vitest's JSON report. A run that broke without a failed test counts as one failure. */
  vitest(file, ok) {
    const report = readJson(file)
    for (const suite of report?.testResults ?? []) {
      for (const test of suite.assertionResults)
        this.#count(test.status === 'passed', skippedStates.has(test.status), test.fullName, test.failureMessages?.[0])
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
          const message = test.results.find((result) => result.error)?.error.message
          this.#count(spec.ok, test.status === 'skipped', reason ? `${spec.title} (${reason})` : spec.title, message)
        }
      }
      for (const inner of suite.suites ?? []) walk(inner)
    }
    for (const suite of report?.suites ?? []) walk(suite)
    if (!ok && !(report?.stats?.unexpected > 0)) this.check('browser tests', false)
  }

  #count(ok, skipped, name, message = '') {
    if (skipped) this.skipped.push(name)
    else if (ok) this.passed++
    else {
      this.failed++
      this.failures.push(`${name}\n${opening(message)}`)
    }
  }

  /** What failed is named again at the end: the end of a long log is what is kept and read. */
  print() {
    if (this.failures.length) console.log(`\nFailed:\n${this.failures.map((name) => `  ${name}`).join('\n')}`)
    if (this.skipped.length) console.log(`\nSkipped:\n${this.skipped.map((name) => `  ${name}`).join('\n')}`)
    console.log(
      `\n${this.passed} passed, ${this.failed} failed${this.skipped.length ? `, ${this.skipped.length} skipped` : ''}`,
    )
  }
}

const skippedStates = new Set(['skipped', 'pending', 'todo', 'disabled'])

/** The first lines of a failure's message, without colours. */
function opening(message) {
  const lines = stripVTControlCharacters(message).split('\n')
  return lines
    .slice(0, 12)
    .map((line) => `    ${line.slice(0, 200)}`)
    .join('\n')
}

function readJson(file) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined
}
