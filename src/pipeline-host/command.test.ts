import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { runnerOf } from './command.ts'
import { WholeLines } from './wholeLines.ts'

const folder = mkdtempSync(join(tmpdir(), 'pipelineguard-command-'))

function program(name: string, code: string): string {
  const file = join(folder, name)
  writeFileSync(file, `#!${process.execPath}\n${code}\n`)
  chmodSync(file, 0o755)
  return file
}

test('two streams that meet in the middle of a line become whole lines', async () => {
  const said: string[] = []
  const file = program(
    'two-streams',
    `process.stdout.write('a name with x')
setTimeout(() => process.stderr.write('PG2003: a problem\\n'), 150)
setTimeout(() => process.stdout.write('::error::y in it\\n'), 300)`,
  )
  await runnerOf(file, (text) => said.push(text))([])
  assert.deepEqual(said.join('').split('\n').filter((line) => line !== '').sort(), ['PG2003: a problem', 'a name with x::error::y in it'])
})

test('a last line without an end gets one', async () => {
  const said: string[] = []
  const { code, output } = await runnerOf(program('no-end', `process.stdout.write('one\\ntwo'); process.exitCode = 3`), (text) => said.push(text))([])
  assert.equal(said.join(''), 'one\ntwo\n')
  assert.deepEqual([code, output], [3, 'one\ntwo\n'])
})

test('a line without an end does not fill the memory', () => {
  const said: number[] = []
  const lines = new WholeLines((text) => said.push(text.length))
  for (let i = 0; i < 40; i++) lines.take('x'.repeat(100_000))
  lines.end()
  assert.ok(said.length >= 3)
  assert.ok(said.every((length) => length < 1_300_000))
})

test('characters that a chunk cuts in two arrive whole', async () => {
  const said: string[] = []
  await runnerOf(program('cut', `const b = Buffer.from('📦 ä\\n'); process.stdout.write(b.subarray(0, 2)); setTimeout(() => process.stdout.write(b.subarray(2)), 100)`), (text) => said.push(text))([])
  assert.equal(said.join(''), '📦 ä\n')
})

test('a program that is not there is told', async () => {
  await assert.rejects(runnerOf(join(folder, 'none'), () => {})([]), /ENOENT/)
})

test('arguments arrive as they are, whatever a shell would make of them', async () => {
  const hostile = ['a b', '$(touch x)', '`x`', '"', "'", '%PATH%', '&& exit 7', 'C:\\images\\my app.tar', '\n', '--output=json=C:\\r\\x.json']
  const { output } = await runnerOf(program('echo', 'console.log(JSON.stringify(process.argv.slice(2)))'), () => {})(hostile)
  assert.deepEqual(JSON.parse(output), hostile)
})

test('no secret of the job is handed on, in whatever letters its name is written', async () => {
  const names = ['INPUT_X', 'input_github-token', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'GITHUB_TOKEN', 'GH_TOKEN', 'SYSTEM_ACCESSTOKEN', 'ENDPOINT_AUTH_acr', 'SECRET_x', 'SECUREFILE_x']
  for (const name of names) process.env[name] = 'hidden'
  try {
    const { output } = await runnerOf(program('environment', 'console.log(Object.entries(process.env).filter(([, value]) => value === "hidden").map(([name]) => name).join())'), () => {})([])
    assert.equal(output.trim(), '')
    const given = await runnerOf(program('given', 'console.log(process.env.GITHUB_TOKEN)'), () => {})([], { GITHUB_TOKEN: 'given' })
    assert.equal(given.output.trim(), 'given')
  } finally {
    for (const name of names) delete process.env[name]
  }
})
