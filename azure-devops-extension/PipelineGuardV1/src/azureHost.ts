import { mkdtempSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as task from 'azure-pipelines-task-lib/task.js'
import * as tools from 'azure-pipelines-tool-lib/tool.js'
import type { Outcome, PipelineHost, Reports, Run } from '../../../src/pipeline-host/host.ts'
import { flag } from '../../../src/pipeline-host/inputs.ts'
import { proxyVariables } from './agentProxy.ts'
import { inputName } from './inputName.ts'
import { markOf, placeOf, putThread } from './pullRequestThread.ts'
import { type Network, restApi } from './restApi.ts'
import { dockerConfiguration, loginOf } from './serviceConnection.ts'

/** Azure Pipelines. */
export class AzureHost implements PipelineHost {
  readonly annotations = 'azure'
  readonly temporaryFolder = task.getVariable('Agent.TempDirectory') || mkdtempSync(join(tmpdir(), 'pipelineguard-'))

  input(name: string): string {
    return (task.getInput(inputName(name)) ?? '').trim()
  }

  setOutput(name: string, value: string): void {
    task.setVariable(inputName(name), value, false, true)
  }

  hide(secret: string): void {
    if (secret !== '') task.setSecret(secret)
  }

  say(text: string): void {
    process.stdout.write(text)
  }

  warn(text: string): void {
    task.warning(text)
  }

  download(address: string): Promise<string> {
    return tools.downloadTool(address, join(mkdtempSync(join(this.temporaryFolder, 'pipelineguard-download-')), 'program.gz'))
  }

  cached(name: string, version: string): Promise<string | null> {
    if (!task.getVariable('Agent.ToolsDirectory')) return Promise.resolve(null)
    const folder = tools.findLocalTool(name, version)
    return Promise.resolve(folder ? join(folder, 'program.gz') : null)
  }

  async keep(file: string, name: string, version: string): Promise<void> {
    if (task.getVariable('Agent.ToolsDirectory')) await tools.cacheFile(file, 'program.gz', name, version)
  }

  /** The agent's proxy, and the credentials of service connections as Docker's own configuration in a folder that only this job can read. */
  async environment(): Promise<Record<string, string>> {
    const proxy = proxyVariables(task.getHttpProxyConfiguration(), process.env)
    const connections = this.input('container-registry').split(',').map((name) => name.trim()).filter((name) => name !== '')
    if (connections.length === 0) return proxy
    const { json, secrets } = dockerConfiguration(connections.map((name) => loginOf(name, task.getEndpointAuthorization(name, false))))
    for (const secret of secrets) this.hide(secret)
    const folder = mkdtempSync(join(this.temporaryFolder, 'pipelineguard-docker-'))
    await writeFile(join(folder, 'config.json'), json, { mode: 0o600 })
    return { ...proxy, DOCKER_CONFIG: folder }
  }

  async publish(reports: Reports, _run: Run): Promise<void> {
    if (flag(this, 'summary', true)) task.uploadSummary(reports.markdown)
    // The tab of the SARIF viewer reads artifacts of exactly this name.
    if (flag(this, 'publish-sarif', true)) task.uploadArtifact('CodeAnalysisLogs', reports.sarif, 'CodeAnalysisLogs')
    if (flag(this, 'publish-tests', true) && reports.junit !== null) {
      new task.TestPublisher('JUnit').publish([reports.junit], 'false', '', '', 'PipelineGuard', 'false', 'PipelineGuard')
    }
    if (flag(this, 'comment', false)) await this.comment(reports)
  }

  finish(outcome: Outcome): void {
    const words = `PipelineGuard: ${outcome.message}`
    if (outcome.verdict === 'pass') task.setResult(task.TaskResult.Succeeded, words)
    else if (outcome.verdict === 'warn') task.setResult(task.TaskResult.SucceededWithIssues, words)
    else task.setResult(task.TaskResult.Failed, words)
  }

  private async comment(reports: Reports): Promise<void> {
    const token = task.getEndpointAuthorizationParameter('SystemVssConnection', 'AccessToken', true) ?? ''
    this.hide(token)
    const place = placeOf((name) => task.getVariable(name))
    if (place === null) {
      this.say('This is no run for a pull request, so there is nothing to comment on.\n')
      return
    }
    const ask = restApi(token, networkTo(place.threads))
    this.say(`Pull request thread: ${await putThread(place, ask, await markOf(reports.sarif), reports)}\n`)
  }
}

function networkTo(address: string): Network {
  const [proxy, cert] = [task.getHttpProxyConfiguration(address), task.getHttpCertConfiguration()]
  return { ...(proxy === null ? {} : { proxy }), ...(cert === null ? {} : { cert }) }
}
