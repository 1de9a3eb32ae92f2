// Runs the bundled action and task as an agent does, with the real command, and reads what they said as an agent reads it.
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
export const sample = join(root, 'samples/shop/shop.oci')
export const dockerfile = join(root, 'samples/shop/Dockerfile')

const command = process.env.PIPELINEGUARD_CLI ?? join(root, 'src/PipelineGuard.Cli/bin/Debug/net10.0/pipelineguard')
const bundles = { action: join(root, 'action/dist/index.cjs'), task: join(root, 'azure-devops-extension/PipelineGuardV1/dist/index.cjs') }
const needed = [command, ...Object.values(bundles)].filter((file) => !existsSync(file))

/** Why the tests cannot run; false when they can. In CI nothing is missing. */
export const skip = needed.length === 0 ? false : process.env.PIPELINEGUARD_MUST_NOT_SKIP === '1' ? (() => { throw new Error(`missing: ${needed.join(', ')}`) })() : `missing: ${needed.join(', ')}; build the command and run 'npm run build'`

export const folder = () => mkdtempSync(join(tmpdir(), 'pipelineguard-host-'))

/** Runs a program to its end. */
export function run(program, args, environment, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { PATH: process.env.PATH, HOME: process.env.HOME, DOTNET_ROOT: process.env.DOTNET_ROOT ?? '', ...environment } })
    let output = ''
    const keep = (chunk) => (output += chunk)
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output }))
  })
}

/** The command itself. */
export async function cli(args, cwd = folder()) {
  const json = join(folder(), 'report.json')
  const { code, output } = await run(command, ['scan', ...args, '-o', `json=${json}`], {}, cwd)
  return { code, output, report: existsSync(json) ? JSON.parse(readFileSync(json, 'utf8')) : null }
}

/** The action, with the files and variables that GitHub's runner sets. */
export async function action(inputs, environment = {}, cwd = folder(), bundle = bundles.action) {
  const place = folder()
  const files = Object.fromEntries(['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STATE'].map((name) => [name, join(place, name)]))
  for (const file of Object.values(files)) writeFileSync(file, '')
  const all = { 'cli-path': command, ...inputs }
  const variables = Object.fromEntries(Object.entries(all).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]))
  const { code, output } = await run(process.execPath, [bundle], { GITHUB_ACTIONS: 'true', RUNNER_TEMP: place, GITHUB_WORKSPACE: cwd, ...files, ...variables, ...environment }, cwd)
  const read = (name) => readFileSync(files[name], 'utf8')
  const outputs = outputsOf(read('GITHUB_OUTPUT'))
  return { code, output, outputs, report: reportOf(outputs['report-file']), summary: read('GITHUB_STEP_SUMMARY'), environment: read('GITHUB_ENV') + read('GITHUB_PATH'), commands: gitHubCommands(output) }
}

/** The task, with the variables that Azure's agent sets. */
export async function task(inputs, environment = {}, cwd = folder(), bundle = bundles.task) {
  const place = folder()
  const all = { cliPath: command, ...inputs }
  const variables = Object.fromEntries(Object.entries(all).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]))
  const { code, output } = await run(process.execPath, [bundle], { AGENT_TEMPDIRECTORY: place, AGENT_WORKFOLDER: place, TF_BUILD: 'True', ...variables, ...environment }, cwd)
  const commands = azureCommands(output)
  const outputs = Object.fromEntries(commands.filter((one) => one.name === 'task.setvariable').map((one) => [one.properties.variable, one.message]))
  return { code, output, commands, outputs, report: reportOf(outputs.reportFile), result: commands.findLast((one) => one.name === 'task.complete')?.properties.result }
}

/**
 * A release, made by the script that makes them: the compressed program, and bundles of action and task that know its SHA-256 and fetch it
 * from an address.
 */
export async function release(version, address) {
  const place = folder()
  for (const path of ['src/pipeline-host/release.mjs', 'azure-devops-extension/PipelineGuardV1/task.json']) {
    mkdirSync(join(place, dirname(path)), { recursive: true })
    cpSync(join(root, path), join(place, path))
  }
  const files = join(place, 'files')
  mkdirSync(files)
  const name = `pipelineguard-linux-${process.arch}.gz`
  // The command that is tested may consist of many files; a release is one.
  writeFileSync(join(files, name), gzipSync(`#!/bin/sh\nexec '${command}' "$@"\n`))
  const { code, output } = await run(process.execPath, [join(place, 'src/pipeline-host/release.mjs'), version, 'https://example.invalid/download', files], {}, place)
  if (code !== 0) throw new Error(output)
  const made = { ...JSON.parse(readFileSync(join(place, 'src/pipeline-host/release.json'), 'utf8')), address }
  const known = Object.fromEntries(Object.entries(bundles).map(([host, bundle]) => {
    const text = readFileSync(bundle, 'utf8').replace(/^var release_default = \{.*\};$/m, () => `var release_default = ${JSON.stringify(made)};`)
    const file = join(place, `${host}.cjs`)
    writeFileSync(file, text)
    return [host, file]
  }))
  // The task library reads its words from there.
  cpSync(join(dirname(bundles.task), 'lib.json'), join(place, 'lib.json'))
  return { ...known, name, file: join(files, name), version: JSON.parse(readFileSync(join(place, 'azure-devops-extension/PipelineGuardV1/task.json'), 'utf8')).version }
}

/** Serves files by their names; tells what was asked for. */
export async function filesServed(files, work) {
  const requests = []
  const server = createServer((request, response) => {
    requests.push(request.url)
    const file = files[basename(request.url)]
    if (file === undefined) response.writeHead(404).end()
    else response.writeHead(200, { 'content-type': 'application/gzip' }).end(readFileSync(file))
  })
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready))
  try {
    await work(`http://127.0.0.1:${server.address().port}`, requests)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

/** A registry with the sample image under every name, for those who log in. */
export async function registryServed(user, password, work) {
  const blobs = join(sample, 'blobs/sha256')
  const manifest = readdirSync(blobs).find((name) => { try { return JSON.parse(readFileSync(join(blobs, name), 'utf8')).layers !== undefined } catch { return false } })
  const seen = []
  const server = createServer((request, response) => {
    seen.push(`${request.url} ${request.headers.authorization ?? '-'}`)
    if (request.headers.authorization !== `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="registry"' }).end('{}')
      return
    }
    const [, , , kind, reference] = request.url.split('/')
    if (kind === undefined) return void response.writeHead(200).end('{}')
    const name = kind === 'manifests' && !reference.startsWith('sha256:') ? manifest : reference.replace('sha256:', '')
    if (!existsSync(join(blobs, name))) return void response.writeHead(404).end('{}')
    const type = kind === 'manifests' ? 'application/vnd.oci.image.manifest.v1+json' : 'application/octet-stream'
    response.writeHead(200, { 'content-type': type, 'docker-content-digest': `sha256:${name}` }).end(request.method === 'HEAD' ? '' : readFileSync(join(blobs, name)))
  })
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready))
  try {
    return { result: await work(`127.0.0.1:${server.address().port}`), seen }
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

/** What is compared between the ways of running a scan: everything but the names of files that a run chooses. */
export const essence = (report) => ({ verdict: report.verdict, counts: report.counts, reasons: report.reasons, findings: report.findings, problems: report.problems })

/** A server that answers every request the same way. */
export async function serverOf(status, body, work) {
  const requests = []
  const server = createServer((request, response) => {
    request.resume()
    requests.push(`${request.method} ${request.url}`)
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  })
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready))
  try {
    return { result: await work(`http://127.0.0.1:${server.address().port}`), requests }
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

function reportOf(file) {
  return file === undefined || file === '' ? null : JSON.parse(readFileSync(file, 'utf8'))
}

// name<<delimiter, lines, delimiter: as the runner reads the file.
function outputsOf(text) {
  const outputs = {}
  const lines = text.split('\n')
  for (let i = 0; i < lines.length; i++) {
    const [name, delimiter] = lines[i].split('<<')
    if (delimiter === undefined) continue
    const end = lines.indexOf(delimiter, i + 1)
    outputs[name] = lines.slice(i + 1, end).join('\n')
    i = end
  }
  return outputs
}

// actions/runner: "::name properties::message" at the trimmed start of a line, or "##[name]" anywhere.
function gitHubCommands(output) {
  return output.split('\n').flatMap((line) => {
    const now = /^\s*::([a-z-]+)(?: ([^]*?))?::([^]*)$/i.exec(line)
    if (now !== null) return [{ name: now[1], properties: now[2] ?? '', message: now[3] }]
    const old = /##\[([a-z-]+)[^\]]*\]/i.exec(line)
    return old === null ? [] : [{ name: `##[${old[1]}]`, properties: '', message: line }]
  })
}

// azure-pipelines-agent: "##vso[name properties]message" anywhere in a line.
function azureCommands(output) {
  return output.split('\n').flatMap((line) => {
    const found = /##vso\[([a-z.]+)(?: ([^\]]*))?\](.*)$/i.exec(line)
    if (found === null) return []
    const properties = Object.fromEntries((found[2] ?? '').split(';').filter((pair) => pair.includes('=')).map((pair) => [pair.slice(0, pair.indexOf('=')), unescaped(pair.slice(pair.indexOf('=') + 1))]))
    return [{ name: found[1], properties, message: unescaped(found[3]) }]
  })
}

const unescaped = (text) => text.replaceAll('%3B', ';').replaceAll('%5D', ']').replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%AZP25', '%')
