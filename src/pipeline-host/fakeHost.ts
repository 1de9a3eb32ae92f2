import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Outcome, PipelineHost, Reports, Run } from './host.ts'

/** A host that remembers what it was told, for tests. */
export class FakeHost implements PipelineHost {
  readonly annotations = 'github'
  readonly temporaryFolder = mkdtempSync(join(tmpdir(), 'pipelineguard-test-'))
  readonly outputs = new Map<string, string>()
  readonly warnings: string[] = []
  readonly kept = new Map<string, string>()
  log = ''
  outcome: Outcome | undefined
  downloads: string[] = []
  inputs: Readonly<Record<string, string>>
  files: Readonly<Record<string, string>>
  onPublish: (reports: Reports, run: Run) => Promise<void> = () => Promise.resolve()

  /** @param inputs What the user wrote. @param files What a download brings, by address: the path of a file. */
  constructor(inputs: Readonly<Record<string, string>>, files: Readonly<Record<string, string>> = {}) {
    this.inputs = inputs
    this.files = files
  }

  input(name: string): string {
    return (this.inputs[name] ?? '').trim()
  }

  setOutput(name: string, value: string): void {
    this.outputs.set(name, value)
  }

  hide(): void {}

  say(text: string): void {
    this.log += text
  }

  warn(text: string): void {
    this.warnings.push(text)
  }

  download(address: string): Promise<string> {
    this.downloads.push(address)
    const file = this.files[address]
    return file === undefined ? Promise.reject(new Error(`${address} is not there.`)) : Promise.resolve(file)
  }

  cached(name: string, version: string): Promise<string | null> {
    return Promise.resolve(this.kept.get(`${name} ${version}`) ?? null)
  }

  keep(file: string, name: string, version: string): Promise<void> {
    this.kept.set(`${name} ${version}`, file)
    return Promise.resolve()
  }

  environment(): Promise<Record<string, string>> {
    return Promise.resolve({})
  }

  publish(reports: Reports, run: Run): Promise<void> {
    return this.onPublish(reports, run)
  }

  finish(outcome: Outcome): void {
    this.outcome = outcome
  }
}
