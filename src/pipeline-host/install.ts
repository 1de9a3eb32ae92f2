import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises'
import { isAbsolute, join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { PipelineHost } from './host.ts'
import { flag, UsageError } from './inputs.ts'
import release from './release.json' with { type: 'json' }

/** What a release consists of. Written when one is made, so that a tag that moves or a file that is replaced cannot run. */
export interface Release {
  readonly version: string
  /** The folder of the files, an https address; empty in a checkout that is no release. */
  readonly address: string
  /** The SHA-256 of each compressed program, by runtime identifier. */
  readonly sha256: Readonly<Record<string, string>>
}

// No program of ours is larger when unpacked.
const maxBytes = 256 << 20

/** Gives the path of the program: the user's own, the .NET tool, or the one of this release. */
export async function install(host: PipelineHost, own: Release = release): Promise<string> {
  const path = host.input('cli-path')
  if (path !== '') return given(path)
  const source = host.input('install') || 'release'
  if (source === 'dotnet-tool') return dotnetTool(host, host.input('version') || own.version)
  if (source !== 'release') throw new UsageError(`Input 'install': '${source}' is neither release nor dotnet-tool.`)
  const version = host.input('version')
  if (version !== '' && version !== own.version) {
    throw new UsageError(`Input 'version': this is ${own.version}, which runs no other release. Name another version of this step, or say 'install: dotnet-tool'.`)
  }
  return released(host, own)
}

async function given(path: string): Promise<string> {
  const full = isAbsolute(path) ? path : resolve(path)
  const facts = await stat(full).catch(() => null)
  if (facts?.isFile() !== true) throw new UsageError(`Input 'cli-path': there is no file '${path}'.`)
  return full
}

async function released(host: PipelineHost, own: Release): Promise<string> {
  const runtime = runtimeIdentifier()
  const expected = own.sha256[runtime]
  if (own.address === '' || expected === undefined) {
    throw new UsageError(`There is no released program for ${runtime} in this version: say 'install: dotnet-tool', or name one with 'cli-path'.`)
  }
  const name = `pipelineguard-${runtime}`
  const useCache = flag(host, 'cache', true)
  const kept = useCache ? await host.cached(name, own.version) : null
  // What lies in a cache was put there by any job of this agent: it is looked at as closely as what comes from the network.
  if (kept !== null) {
    const bytes = await readFile(kept)
    if (sha256(bytes) === expected) return unpack(host, bytes)
    host.warn('The program in the cache is not the released one and was left alone.')
  }
  const file = await host.download(`${own.address}/${name}.gz`)
  const bytes = await readFile(file)
  const actual = sha256(bytes)
  if (actual !== expected) throw new Error(`The program at ${own.address} is not the released one: its SHA-256 is ${actual} and not ${expected}. It was not run.`)
  if (useCache) await host.keep(file, name, own.version)
  return unpack(host, bytes)
}

async function unpack(host: PipelineHost, bytes: Buffer): Promise<string> {
  const folder = await mkdtemp(join(host.temporaryFolder, 'pipelineguard-cli-'))
  const program = join(folder, process.platform === 'win32' ? 'pipelineguard.exe' : 'pipelineguard')
  await writeFile(program, gunzipSync(bytes, { maxOutputLength: maxBytes }))
  await chmod(program, 0o755)
  return program
}

async function dotnetTool(host: PipelineHost, version: string): Promise<string> {
  if (!/^[0-9]+\.[0-9]+\.[0-9]+([-.+][0-9A-Za-z.-]+)?$/.test(version)) throw new UsageError(`Input 'version': '${version}' is no version; 'latest' is none on purpose.`)
  const folder = await mkdtemp(join(host.temporaryFolder, 'pipelineguard-tool-'))
  await run('dotnet', ['tool', 'install', 'PipelineGuard.Cli', '--version', version, '--tool-path', folder])
  return join(folder, process.platform === 'win32' ? 'pipelineguard.exe' : 'pipelineguard')
}

function run(program: string, args: string[]): Promise<void> {
  return new Promise((done, reject) => {
    const child = spawn(program, args, { shell: false, stdio: ['ignore', 'inherit', 'inherit'] })
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? done() : reject(new Error(`'${program} ${args.join(' ')}' ended with ${code}.`))))
  })
}

/** `linux-x64`, `linux-musl-x64`, `linux-arm64`, `win-x64`, `osx-arm64`: .NET's names. */
export function runtimeIdentifier(): string {
  const system = process.platform === 'win32' ? 'win' : process.platform === 'darwin' ? 'osx' : isMusl() ? 'linux-musl' : 'linux'
  return `${system}-${process.arch}`
}

function isMusl(): boolean {
  const report = process.report?.getReport() as { header?: { glibcVersionRuntime?: string } } | undefined
  return process.platform === 'linux' && report?.header?.glibcVersionRuntime === undefined
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
