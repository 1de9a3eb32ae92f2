import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { FakeHost } from './fakeHost.ts'
import { UsageError } from './inputs.ts'
import { run } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'pipelineguard-run-'))

/** A program that writes a report and ends with a code, as pipelineguard does. */
function program(verdict: string, code: number): string {
  const file = join(folder, `${verdict}-${code}`)
  writeFileSync(
    file,
    `#!${process.execPath}
const fs = require('node:fs')
console.log(JSON.stringify({ args: process.argv.slice(2), leaked: Object.keys(process.env).filter((name) => /INPUT_|TOKEN/.test(name)) }))
const json = process.argv.find((arg) => arg.startsWith('--output=json='))
if (json && '${verdict}' !== 'none') fs.writeFileSync(json.slice(14), JSON.stringify({ verdict: '${verdict}', reasons: [], counts: { critical: 1, high: 2, medium: 0, low: 0, info: 0, waived: 4 } }))
if (${code} === 2) console.error("pipelineguard: PG1001: '--policy': wrong.")
process.exit(${code})
`,
  )
  chmodSync(file, 0o755)
  return file
}

async function ran(verdict: string, code: number, inputs: Record<string, string> = {}): Promise<FakeHost> {
  const host = new FakeHost({ 'cli-path': program(verdict, code), image: 'app.tar', ...inputs })
  await run(host)
  return host
}

for (const [verdict, code] of [['pass', 0], ['warn', 0], ['block', 1], ['incomplete', 3]] as const) {
  test(`exit code ${code} with ${verdict} is told as it is`, async () => {
    const host = await ran(verdict, code)
    assert.deepEqual(host.outcome, { verdict, exitCode: code, message: `${verdict}: 1 critical, 2 high` })
    assert.equal(host.outputs.get('verdict'), verdict)
    assert.equal(host.outputs.get('exit-code'), String(code))
    assert.equal(host.outputs.get('high'), '2')
    assert.ok(host.outputs.get('sarif-file'))
  })
}

test('a scan that did not happen is an error, never a pass', async () => {
  const host = await ran('none', 2)
  assert.deepEqual(host.outcome, { verdict: 'error', exitCode: 2, message: "pipelineguard: PG1001: '--policy': wrong." })
  assert.equal((await ran('pass', 139)).outcome?.verdict, 'error')
  assert.equal((await ran('none', 0)).outcome?.verdict, 'error')
})

test('targets stand behind two dashes, and no secret of the job is handed on', async () => {
  process.env['INPUT_GITHUB-TOKEN'] = 'x'
  process.env['ACTIONS_RUNTIME_TOKEN'] = 'x'
  const host = await ran('pass', 0, { policy: 'p.yml' })
  const seen = JSON.parse(host.log.split('\n')[0] ?? '') as { args: string[]; leaked: string[] }
  assert.deepEqual(seen.leaked, [])
  assert.deepEqual(seen.args.slice(0, 2), ['scan', '--policy=p.yml'])
  assert.deepEqual(seen.args.slice(-2), ['--', 'app.tar'])
})

test('what the host refuses does not change the verdict', async () => {
  const host = new FakeHost({ 'cli-path': program('warn', 0), image: 'app.tar' })
  host.onPublish = () => Promise.reject(new Error('403'))
  await run(host)
  assert.equal(host.outcome?.verdict, 'warn')
  assert.match(host.warnings.join(), /403/)
})

test("a mistake in what is to be published is the user's", async () => {
  const host = new FakeHost({ 'cli-path': program('pass', 0), image: 'app.tar' })
  host.onPublish = () => Promise.reject(new UsageError('no'))
  await run(host)
  assert.deepEqual(host.outcome, { verdict: 'error', exitCode: 2, message: 'no' })
})
