/** What a build system offers to a step of a pipeline. GitHub Actions and Azure Pipelines each implement it once; nothing else knows them. */
export interface PipelineHost {
  /** The name of the report format whose commands the build system's agent understands. */
  readonly annotations: 'github' | 'azure'

  /** A folder for files of this run; it exists, and is gone after the job. */
  readonly temporaryFolder: string

  /** What the user wrote behind an input, without space around it; empty when nothing. */
  input(name: string): string

  /** Makes a value known to later steps. */
  setOutput(name: string, value: string): void

  /** Hides a value in every log from now on. */
  hide(secret: string): void

  /** Says something in the log; escaped by the host where that is needed. */
  say(text: string): void

  /** Says something that a person should see although the step goes on. */
  warn(text: string): void

  /** Fetches a file over https, through the proxy that the build system names, and gives its path. */
  download(address: string): Promise<string>

  /** A file that an earlier job put into the agent's cache; null when there is none, or no cache. */
  cached(name: string, version: string): Promise<string | null>

  /** Puts a file into the agent's cache for later jobs; does nothing when there is no cache. */
  keep(file: string, name: string, version: string): Promise<void>

  /** What the scan itself needs in its environment: where credentials for registries stand. */
  environment(): Promise<Record<string, string>>

  /** Shows the reports at the places that this build system has for them. What it may not do is said and changes nothing. */
  publish(reports: Reports, run: Run): Promise<void>

  /** Ends the step. */
  finish(outcome: Outcome): void
}

/** What the files of a run are called; null for what was not asked for. */
export interface Reports {
  readonly json: string
  readonly sarif: string
  readonly markdown: string
  readonly comment: string
  readonly sbom: string | null
  readonly junit: string | null
}

/** Runs the command once more, with more in its environment; gives the exit code and what it printed. */
export type Run = (args: readonly string[], environment?: Record<string, string>) => Promise<{ code: number; output: string }>

/** The verdicts of a scan, and `error` for a scan that did not happen. */
export type Verdict = 'pass' | 'warn' | 'block' | 'incomplete' | 'error'

/** How a scan ended. */
export interface Outcome {
  readonly verdict: Verdict
  readonly exitCode: number
  /** One sentence for a person. */
  readonly message: string
}
