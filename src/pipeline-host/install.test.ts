import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { FakeHost } from './fakeHost.ts'
import { install, type Release, runtimeIdentifier, sha256 } from './install.ts'

const folder = mkdtempSync(join(tmpdir(), 'pipelineguard-install-'))
const runtime = runtimeIdentifier()
const address = 'https://example.invalid/releases/v9.9.9'

function asset(text: string): { file: string; hash: string } {
  const file = join(folder, `${sha256(Buffer.from(text))}.gz`)
  const bytes = gzipSync(text)
  writeFileSync(file, bytes)
  return { file, hash: sha256(bytes) }
}

const good = asset('#!/bin/sh\necho good\n')
const evil = asset('#!/bin/sh\necho evil\n')
const release: Release = { version: '9.9.9', address, sha256: { [runtime]: good.hash } }
const served = (file: string): Record<string, string> => ({ [`${address}/pipelineguard-${runtime}.gz`]: file })

test('the released program is fetched, compared and unpacked', async () => {
  const host = new FakeHost({}, served(good.file))
  const program = await install(host, release)
  assert.match(readFileSync(program, 'utf8'), /good/)
  assert.equal(statSync(program).mode & 0o777, 0o755)
  assert.equal(host.kept.size, 1)
})

test('a replaced program is not run', async () => {
  const host = new FakeHost({}, served(evil.file))
  await assert.rejects(install(host, release), /is not the released one.*It was not run/)
  assert.equal(host.kept.size, 0)
})

test('the cache is used, and trusted no more than the network', async () => {
  const host = new FakeHost({}, served(good.file))
  host.kept.set(`pipelineguard-${runtime} 9.9.9`, good.file)
  await install(host, release)
  assert.deepEqual(host.downloads, [])

  host.kept.set(`pipelineguard-${runtime} 9.9.9`, evil.file)
  assert.match(readFileSync(await install(host, release), 'utf8'), /good/)
  assert.match(host.warnings.join(), /cache/)
})

test('without a cache everything comes from the network', async () => {
  const host = new FakeHost({ cache: 'false' }, served(good.file))
  host.kept.set(`pipelineguard-${runtime} 9.9.9`, good.file)
  await install(host, release)
  assert.equal(host.downloads.length, 1)
})

test('a bomb does not fill the memory', async () => {
  const file = join(folder, 'bomb.gz')
  const bytes = gzipSync(Buffer.alloc((256 << 20) + 1))
  writeFileSync(file, bytes)
  await assert.rejects(install(new FakeHost({}, served(file)), { ...release, sha256: { [runtime]: sha256(bytes) } }), /larger than/)
})

test('a checkout that is no release says what to do', async () => {
  await assert.rejects(install(new FakeHost({}), { version: '0.0.1', address: '', sha256: {} }), /cli-path/)
})

test('another version than its own is refused, and so is latest', async () => {
  await assert.rejects(install(new FakeHost({ version: '1.0.0' }), release), /runs no other release/)
  await assert.rejects(install(new FakeHost({ version: 'latest', install: 'dotnet-tool' }), release), /no version/)
  await assert.rejects(install(new FakeHost({ install: 'curl' }), release), /neither/)
})

test("a path of the user's is taken as it is", async () => {
  assert.equal(await install(new FakeHost({ 'cli-path': good.file }), release), good.file)
  await assert.rejects(install(new FakeHost({ 'cli-path': join(folder, 'none') }), release), /no file/)
  await assert.rejects(install(new FakeHost({ 'cli-path': folder }), release), /no file/)
})
