// Reads pipeline files as their hosts do: GitHub's with GitHub's own language service, GitLab's with gitlab-ci-local and its schema, Azure's as
// YAML with the steps that we use. Inputs of our action and task must be inputs that they have.
// Usage: node check.bundle.mjs REPOSITORY GITLAB-CI-LOCAL
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { validate } from '@actions/languageservice'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { parse, parseAllDocuments } from 'yaml'

const [root, gitlabCiLocal] = process.argv.slice(2)
const read = (file) => readFileSync(join(root, file), 'utf8')
const inFolder = (folder, pattern) => readdirSync(join(root, folder)).filter((name) => pattern.test(name)).map((name) => join(folder, name))
const actionInputs = Object.keys(parse(read('action/action.yml')).inputs)
const taskInputs = JSON.parse(read('azure-devops-extension/PipelineGuardV1/task.json')).inputs.map((input) => input.name)
const unknown = (inputs, known) => Object.keys(inputs ?? {}).filter((name) => !known.includes(name)).map((name) => `there is no input '${name}'`)

async function gitHub(file, text) {
  const address = /action\.yml$/.test(file) ? `file:///${file}` : `file:///.github/workflows/${basename(file)}`
  const found = await validate(TextDocument.create(address, 'yaml', 1, text))
  return found.map((fault) => `line ${fault.range.start.line + 1}: ${fault.message}`)
}

// What nobody else looks for: the rights of a workflow, our own inputs, and texts of others in a script.
async function workflow(file, text = read(file)) {
  const faults = await gitHub(file, text)
  const { permissions, jobs } = parse(text)
  if (JSON.stringify(permissions) !== '{"contents":"read"}') faults.push("the workflow has more rights than 'contents: read'; give them to a job")
  for (const step of Object.values(jobs ?? {}).flatMap((job) => job.steps ?? [])) {
    if (/(^\.\/action$)|\/pipelineguard\/action@/.test(step.uses ?? '')) faults.push(...unknown(step.with, actionInputs))
    if (step.run?.includes('${{')) faults.push(`an expression in a script: ${step.run}`)
  }
  return faults
}

function azure(file, text = read(file)) {
  const { steps = [], ...rest } = parse(text)
  const faults = Object.keys(rest).filter((name) => !['trigger', 'pool', 'variables'].includes(name)).map((name) => `'${name}' is no part of a pipeline`)
  if (steps.length === 0) faults.push('no steps')
  for (const step of steps) {
    if (['script', 'task', 'publish'].filter((kind) => kind in step).length !== 1) faults.push(`no step: ${JSON.stringify(step)}`)
    if (step.task?.startsWith('PipelineGuard@')) faults.push(...unknown(step.inputs, taskInputs))
  }
  return faults
}

function gitLab(file) {
  const folder = mkdtempSync(join(tmpdir(), 'pipelineguard-gitlab-'))
  const run = (program, args) => spawnSync(program, args, { cwd: folder, encoding: 'utf8' })
  copyFileSync(join(root, file), join(folder, '.gitlab-ci.yml'))
  run('git', ['init', '-q'])
  run('git', ['remote', 'add', 'origin', 'git@gitlab.example:team/shop.git'])
  const { status, stdout, stderr } = run(process.execPath, [gitlabCiLocal, '--list-json'])
  return status === 0 && JSON.parse(stdout).length > 0 ? [] : [`${stdout}${stderr}`]
}

// The examples on the pages are parts of files: YAML at least.
function page(file) {
  const parts = [...read(file).matchAll(/^```ya?ml\n([^]*?)^```/gm)].map((match) => match[1])
  return parts.flatMap((part) => parseAllDocuments(part).flatMap((document) => document.errors.map((error) => error.message)))
}

let failed = 0
const tell = (file, faults) => {
  failed += faults.length
  console.log(`${file}: ${faults.length === 0 ? 'as it should be' : ''}`)
  for (const fault of faults) console.log(`  ${fault}`)
}

// The checks themselves see what is wrong.
const bad = 'on: push\njobs:\n  a:\n    runs-on: x\n    permissions: { attestation: write }\n    steps:\n      - uses: ./action\n        with: { imag: x }\n      - run: echo ${{ githb.ref }}\n'
const seen = (await workflow('bad.yml', bad)).join('\n')
for (const word of ['attestation', 'githb', 'imag', 'more rights', 'in a script']) if (!seen.includes(word)) throw new Error(`'${word}' was not seen in a workflow that has it: ${seen}`)
if (azure('bad.yml', 'stepz: []').length < 2 || azure('bad.yml', 'steps: [{ task: PipelineGuard@1, inputs: { imag: x } }]').length !== 1) throw new Error('a wrong pipeline was not seen')

for (const file of [...inFolder('.github/workflows', /\.yml$/), ...inFolder('docs/pipelines', /^github-.*\.yml$/)]) tell(file, await workflow(file))
tell('action/action.yml', await gitHub('action/action.yml', read('action/action.yml')))
for (const file of inFolder('docs/pipelines', /^azure-.*\.yml$/)) tell(file, azure(file))
for (const file of inFolder('docs/pipelines', /^gitlab-.*\.yml$/)) tell(file, gitLab(file))
for (const file of inFolder('docs', /\.md$/)) tell(file, page(file))
process.exit(failed === 0 ? 0 : 1)
