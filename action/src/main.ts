import { run as guard } from '../../src/pipeline-host/run.ts'
import { GitHubHost } from './gitHubHost.ts'

/** The action; a function of its own, so that other runners than GitHub's can start it. */
export function run(): Promise<void> {
  return guard(new GitHubHost())
}
