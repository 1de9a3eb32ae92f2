// Writes what a release consists of into release.json, and its version into the task.
// Usage: node src/pipeline-host/release.mjs VERSION ADDRESS FOLDER     the folder holds pipelineguard-RUNTIME.gz
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [version, address, folder] = process.argv.slice(2)
const parts = /^([0-9]+)\.([0-9]+)\.([0-9]+)$/.exec(version ?? '')
if (parts === null || !address?.startsWith('https://') || folder === undefined) throw new Error('usage: release.mjs VERSION ADDRESS FOLDER')

const here = dirname(fileURLToPath(import.meta.url))
const programs = readdirSync(folder).flatMap((name) => /^pipelineguard-(.+)\.gz$/.exec(name)?.[1] ?? []).sort()
if (programs.length === 0) throw new Error(`no programs in ${folder}`)
const sha256 = Object.fromEntries(programs.map((runtime) => [runtime, createHash('sha256').update(readFileSync(join(folder, `pipelineguard-${runtime}.gz`))).digest('hex')]))
writeFileSync(join(here, 'release.json'), `${JSON.stringify({ version, address, sha256 }, null, 2)}\n`)

const file = join(here, '../../azure-devops-extension/PipelineGuardV1/task.json')
const task = JSON.parse(readFileSync(file, 'utf8'))
// The major version is the task's own, which pipelines name: it goes up with its inputs, not with the program.
task.version = { Major: 1, Minor: Number(parts[1]) * 100 + Number(parts[2]), Patch: Number(parts[3]) }
writeFileSync(file, `${JSON.stringify(task, null, 2)}\n`)
