import { mkdtemp, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { runnerOf } from './command.ts'
import type { Outcome, PipelineHost, Reports, Verdict } from './host.ts'
import { flag, optionsOfScan, targets, UsageError } from './inputs.ts'
import { install, type Release } from './install.ts'

const severities = ['critical', 'high', 'medium', 'low', 'info'] as const

/** Runs the command with the inputs that the user gave and reports its verdict; decides nothing itself. */
export async function run(host: PipelineHost, release?: Release): Promise<void> {
  try {
    const scan = ['scan', ...optionsOfScan(host)]
    const subjects = targets(host)
    const program = await install(host, release)
    const reports = await reportsOf(host)
    const command = runnerOf(program, (text) => host.say(text))
    const { code, output } = await command([...scan, ...outputs(host, reports), '--', ...subjects], await host.environment())
    const outcome = await outcomeOf(host, code, output, reports)
    if (outcome.verdict !== 'error') await published(host, reports, command)
    host.finish(outcome)
  } catch (failure) {
    host.setOutput('verdict', 'error')
    host.finish({ verdict: 'error', exitCode: failure instanceof UsageError ? 2 : 4, message: failure instanceof Error ? failure.message : String(failure) })
  }
}

async function reportsOf(host: PipelineHost): Promise<Reports> {
  const folder = await mkdtemp(join(host.temporaryFolder, 'pipelineguard-'))
  const file = (input: string, name: string): string => (host.input(input) === '' ? join(folder, name) : resolve(host.input(input)))
  return {
    json: file('report-file', 'pipelineguard.json'),
    sarif: file('sarif-file', 'pipelineguard.sarif'),
    markdown: join(folder, 'pipelineguard.md'),
    comment: join(folder, 'comment.md'),
    sbom: host.input('sbom-file') === '' ? null : resolve(host.input('sbom-file')),
    junit: host.annotations === 'azure' || host.input('junit-file') !== '' ? file('junit-file', 'pipelineguard.junit.xml') : null,
  }
}

function outputs(host: PipelineHost, reports: Reports): string[] {
  const sbomFormat = host.input('sbom-format') || 'cyclonedx'
  if (!['cyclonedx', 'spdx'].includes(sbomFormat)) throw new UsageError(`Input 'sbom-format': '${sbomFormat}' is neither cyclonedx nor spdx.`)
  const formats = ['console', `json=${reports.json}`, `sarif=${reports.sarif}`, `markdown=${reports.markdown}`, `comment=${reports.comment}`]
  if (flag(host, 'annotations', true)) formats.push(host.annotations)
  if (reports.sbom !== null) formats.push(`${sbomFormat}=${reports.sbom}`)
  if (reports.junit !== null) formats.push(`junit=${reports.junit}`)
  return formats.map((format) => `--output=${format}`)
}

async function outcomeOf(host: PipelineHost, code: number, output: string, reports: Reports): Promise<Outcome> {
  host.setOutput('exit-code', String(code))
  // 2 and 4: there was no scan, so there is no report; one that lies there is an old one.
  if (code !== 0 && code !== 1 && code !== 3) {
    host.setOutput('verdict', 'error')
    return { verdict: 'error', exitCode: code, message: lastLine(output) || `pipelineguard ended with ${code}.` }
  }
  const report = JSON.parse(await readFile(reports.json, 'utf8')) as { verdict: Verdict; counts: Record<string, number>; reasons: string[] }
  host.setOutput('verdict', report.verdict)
  for (const severity of severities) host.setOutput(severity, String(report.counts[severity] ?? 0))
  host.setOutput('report-file', reports.json)
  host.setOutput('sarif-file', reports.sarif)
  if (reports.sbom !== null) host.setOutput('sbom-file', reports.sbom)
  const counts = severities.filter((severity) => (report.counts[severity] ?? 0) > 0).map((severity) => `${report.counts[severity]} ${severity}`)
  return { verdict: report.verdict, exitCode: code, message: `${report.verdict}: ${counts.join(', ') || 'no findings'}` }
}

// A host that does not want a report does not change what the report says.
async function published(host: PipelineHost, reports: Reports, command: Parameters<PipelineHost['publish']>[1]): Promise<void> {
  try {
    await host.publish(reports, command)
  } catch (failure) {
    if (failure instanceof UsageError) throw failure
    host.warn(`Not everything could be published: ${failure instanceof Error ? failure.message : String(failure)}`)
  }
}

function lastLine(output: string): string {
  return output.trimEnd().split('\n').at(-1) ?? ''
}
