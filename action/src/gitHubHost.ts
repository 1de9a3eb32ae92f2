import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as core from '@actions/core'
import * as cache from '@actions/tool-cache'
import type { Outcome, PipelineHost, Reports, Run } from '../../src/pipeline-host/host.ts'
import { flag, UsageError } from '../../src/pipeline-host/inputs.ts'

/** GitHub Actions. Later steps see outputs only: nothing is put into the job's environment or its path. */
export class GitHubHost implements PipelineHost {
  readonly annotations = 'github'
  readonly temporaryFolder = process.env['RUNNER_TEMP'] || mkdtempSync(join(tmpdir(), 'pipelineguard-'))

  input(name: string): string {
    return core.getInput(name)
  }

  setOutput(name: string, value: string): void {
    core.setOutput(name, value)
  }

  hide(secret: string): void {
    if (secret !== '') core.setSecret(secret)
  }

  say(text: string): void {
    process.stdout.write(text)
  }

  warn(text: string): void {
    core.warning(text, { title: 'PipelineGuard' })
  }

  download(address: string): Promise<string> {
    return cache.downloadTool(address, join(mkdtempSync(join(this.temporaryFolder, 'pipelineguard-download-')), 'program.gz'))
  }

  cached(name: string, version: string): Promise<string | null> {
    if (!process.env['RUNNER_TOOL_CACHE']) return Promise.resolve(null)
    const folder = cache.find(name, version)
    return Promise.resolve(folder === '' ? null : join(folder, 'program.gz'))
  }

  async keep(file: string, name: string, version: string): Promise<void> {
    if (process.env['RUNNER_TOOL_CACHE']) await cache.cacheFile(file, 'program.gz', name, version)
  }

  environment(): Promise<Record<string, string>> {
    return Promise.resolve({})
  }

  /** The core publishes; the token stands in the environment of that one process and nowhere else. */
  async publish(reports: Reports, run: Run): Promise<void> {
    const wishes: string[] = []
    if (flag(this, 'summary', true)) wishes.push('--summary')
    if (flag(this, 'upload-sarif', false)) wishes.push(`--sarif=${reports.sarif}`)
    if (flag(this, 'check', false)) wishes.push('--check')
    if (flag(this, 'comment', false)) wishes.push('--comment')
    if (flag(this, 'suggestions', false)) wishes.push('--suggestions')
    if (flag(this, 'dependency-snapshot', false)) wishes.push('--snapshot')
    if (wishes.length === 0) return
    const token = this.input('github-token')
    this.hide(token)
    const { code } = await run(['publish', 'github', reports.json, ...wishes], token === '' ? {} : { GITHUB_TOKEN: token })
    if (code === 2) throw new UsageError('What is to be published is not clear; see above.')
    if (code !== 0) this.warn('Not everything could be published; see above. The verdict is what it was.')
  }

  finish(outcome: Outcome): void {
    if (outcome.verdict === 'pass' || outcome.verdict === 'warn') core.info(`PipelineGuard: ${outcome.message}`)
    else core.setFailed(`PipelineGuard: ${outcome.message}`)
  }
}
