import type { PipelineHost } from './host.ts'

/** How an input becomes arguments of `pipelineguard scan`. */
type Shape = 'flag' | 'value' | 'list'

/**
 * The inputs that are options of a scan, under the option's own name. A test of the core's table of options holds this list, action.yml and
 * task.json against it.
 */
export const scanOptions: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['policy', 'value'],
  ['fail-on', 'value'],
  ['only-fixed', 'flag'],
  ['platform', 'value'],
  ['db', 'value'],
  ['starter', 'flag'],
  ['offline', 'flag'],
  ['malware-hashes', 'list'],
  ['clamd', 'value'],
  ['integrity', 'value'],
  ['vex', 'list'],
  ['no-secrets', 'flag'],
  ['source', 'value'],
  ['base', 'value'],
  ['newer-base', 'list'],
  ['only', 'value'],
  ['baseline', 'value'],
  ['new-only', 'flag'],
  ['limit', 'list'],
  ['compliance', 'list'],
  ['insecure-registry', 'list'],
  ['registry-ca', 'value'],
  ['token-server', 'list'],
  ['cache-dir', 'value'],
  ['no-cache', 'flag'],
])

/** The lines of an input, without space around them and without empty ones. */
export function lines(text: string): string[] {
  return text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line.length > 0)
}

/** True or false as people write it; `unsaid` for an empty input. Anything else is a mistake. */
export function flag(host: PipelineHost, name: string, unsaid: boolean): boolean {
  const text = host.input(name).toLowerCase()
  if (text === '') return unsaid
  if (text === 'true') return true
  if (text === 'false') return false
  throw new UsageError(`Input '${name}': '${text}' is neither true nor false.`)
}

/** What is scanned: images, Dockerfiles and bills of materials, each on a line of its own. */
export function targets(host: PipelineHost): string[] {
  const all = [...lines(host.input('image')), ...lines(host.input('dockerfile')), ...lines(host.input('sbom'))]
  if (all.length === 0) throw new UsageError("Nothing to scan: say 'image' or 'dockerfile'.")
  const option = all.find((target) => target.startsWith('-'))
  if (option !== undefined) throw new UsageError(`'${option}' is no target: none begins with a dash.`)
  return all
}

/** The inputs as options of a scan. A value stands in the same argument as its option, so it can never become an option itself. */
export function optionsOfScan(host: PipelineHost): string[] {
  const args: string[] = []
  for (const [name, shape] of scanOptions) {
    const text = host.input(name) || (name === 'fail-on' ? host.input('severity-cutoff') : '')
    if (shape === 'flag') {
      if (flag(host, name, false)) args.push(`--${name}`)
    } else if (shape === 'value') {
      if (text !== '') args.push(`--${name}=${text}`)
    } else {
      for (const line of lines(text)) args.push(`--${name}=${line}`)
    }
  }
  return args
}

/** A mistake of the user's; told without a stack trace. */
export class UsageError extends Error {}
