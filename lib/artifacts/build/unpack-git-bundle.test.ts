import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { temporaryHome, writeFiles } from '../testing/temp-home.ts'
import { looksLikeGitBundle, unpackGitBundle } from './unpack-git-bundle.ts'

const home = temporaryHome()

function bundleOf(prepare: (repository: string) => void): { bundle: string; target: string } {
  const repository = fs.mkdtempSync(path.join(home, 'repository-'))
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', repository, '-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { stdio: 'pipe' })
  git('init', '-q')
  prepare(repository)
  git('add', '-A')
  git('commit', '-q', '-m', 'all')
  const bundle = `${repository}.bundle`
  git('bundle', 'create', '-q', bundle, 'HEAD')
  const target = `${repository}.target`
  fs.mkdirSync(target)
  return { bundle, target }
}

test('the files of HEAD arrive, and nothing else is left behind', async () => {
  const { bundle, target } = bundleOf((folder) => {
    writeFiles(folder, { 'src/index.mjs': 'export {}' })
  })
  expect(looksLikeGitBundle(fs.readFileSync(bundle))).toBe(true)
  const { commit } = await unpackGitBundle(bundle, target)
  expect(commit).toMatch(/^[0-9a-f]{40}$/)
  expect(fs.readFileSync(path.join(target, 'src/index.mjs'), 'utf8')).toBe('export {}')
  expect(fs.readdirSync(target)).toEqual(['src'])
  expect(fs.existsSync(`${target}.git`)).toBe(false)
})

test('a link in the tree is refused by name', async () => {
  const { bundle, target } = bundleOf((folder) => fs.symlinkSync('/etc/passwd', path.join(folder, 'link')))
  await expect(unpackGitBundle(bundle, target)).rejects.toThrow(/"link".*symbolic link/)
  expect(fs.readdirSync(target)).toEqual([])
})

test('a bundle without HEAD, and bytes that are none, say so', async () => {
  const { bundle, target } = bundleOf((folder) => {
    writeFiles(folder, { a: '1' })
  })
  const damaged = `${bundle}.damaged`
  fs.writeFileSync(damaged, fs.readFileSync(bundle).subarray(0, 150))
  await expect(unpackGitBundle(damaged, target)).rejects.toMatchObject({ code: 'invalid_input' })
  fs.writeFileSync(damaged, '# v2 git bundle\n\n')
  await expect(unpackGitBundle(damaged, target)).rejects.toMatchObject({ code: 'invalid_input' })
  expect(looksLikeGitBundle(Buffer.from('PK'))).toBe(false)
})
