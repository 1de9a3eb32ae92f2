import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FakeHost } from './fakeHost.ts'
import { flag, lines, optionsOfScan, targets, UsageError } from './inputs.ts'

const options = (inputs: Record<string, string>): string[] => optionsOfScan(new FakeHost(inputs))

test('each option is one argument, so a value can never become an option', () => {
  assert.deepEqual(options({ policy: '--starter', 'fail-on': 'high', db: 'a b; rm -rf $HOME' }), ['--policy=--starter', '--fail-on=high', '--db=a b; rm -rf $HOME'])
})

test('severity-cutoff is another name of fail-on', () => {
  assert.deepEqual(options({ 'severity-cutoff': 'low' }), ['--fail-on=low'])
  assert.deepEqual(options({ 'severity-cutoff': 'low', 'fail-on': 'high' }), ['--fail-on=high'])
})

test('flags are there or not', () => {
  assert.deepEqual(options({ 'only-fixed': 'TRUE', starter: 'false', offline: '' }), ['--only-fixed'])
  assert.throws(() => options({ starter: 'yes' }), UsageError)
})

test('lists have a line for each value', () => {
  assert.deepEqual(options({ vex: ' a.json \r\n\n b.json ' }), ['--vex=a.json', '--vex=b.json'])
  assert.deepEqual(lines(''), [])
})

test('targets are images, Dockerfiles and bills, in that order', () => {
  assert.deepEqual(targets(new FakeHost({ dockerfile: 'Dockerfile', image: 'a.tar\nb.tar', sbom: 'c.json' })), ['a.tar', 'b.tar', 'Dockerfile', 'c.json'])
})

test('no target, and an option in the place of one, are mistakes', () => {
  assert.throws(() => targets(new FakeHost({})), UsageError)
  assert.throws(() => targets(new FakeHost({ image: 'a.tar\n--output=json=/etc/passwd' })), UsageError)
})

test('what was not said has a value of its own', () => {
  assert.equal(flag(new FakeHost({}), 'x', true), true)
  assert.equal(flag(new FakeHost({ x: 'False' }), 'x', true), false)
})

test('paths of Windows stay what they are, in targets and in options', () => {
  assert.deepEqual(targets(new FakeHost({ image: 'C:\\images\\my app.tar\r\n\\\\server\\share\\app.tar\r\n', dockerfile: 'docker\\Dockerfile' })), ['C:\\images\\my app.tar', '\\\\server\\share\\app.tar', 'docker\\Dockerfile'])
  assert.deepEqual(options({ policy: 'D:\\a\\1\\s\\.pipelineguard.yml', db: 'D:\\db\\' }), ['--policy=D:\\a\\1\\s\\.pipelineguard.yml', '--db=D:\\db\\'])
})
