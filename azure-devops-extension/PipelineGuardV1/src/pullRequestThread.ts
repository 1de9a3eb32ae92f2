import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { Reports } from '../../../src/pipeline-host/host.ts'

/** Where a pull request lies. */
export interface Place {
  /** The address of its threads, without a query. */
  readonly threads: string
}

interface Comment {
  readonly id: number
  readonly content?: string
}

interface Thread {
  readonly id: number
  readonly isDeleted?: boolean
  readonly status?: string
  readonly comments?: readonly Comment[]
}

const version = 'api-version=7.1'
const attempts = 4
// A server that is silent this long is given up; in milliseconds.
const silence = 30_000
const longestPause = 60_000

/** The pull request of this run; null when it is for none, or its repository is not in Azure Repos. */
export function placeOf(variable: (name: string) => string | undefined): Place | null {
  const [collection, project, repository, number] = ['System.CollectionUri', 'System.TeamProjectId', 'Build.Repository.ID', 'System.PullRequest.PullRequestId'].map(variable)
  if (!collection || !project || !repository || !number || variable('Build.Repository.Provider') !== 'TfsGit') return null
  return { threads: `${collection.replace(/\/?$/, '/')}${encodeURIComponent(project)}/_apis/git/repositories/${encodeURIComponent(repository)}/pullRequests/${encodeURIComponent(number)}/threads` }
}

/** The hidden mark that finds our thread again: made of what was scanned, as the category in the SARIF file is. */
export async function markOf(sarif: string): Promise<string> {
  const log = JSON.parse(await readFile(sarif, 'utf8')) as { runs: { automationDetails?: { id?: string } }[] }
  const id = log.runs[0]?.automationDetails?.id ?? 'pipelineguard'
  return `<!-- ${id.replace(/[^A-Za-z0-9/+._-]/g, '-')} -->`
}

/**
 * Writes the report into one thread of the pull request, or changes the one that is there: open while something blocks, else closed. Says what
 * it did; throws what the server answered.
 */
export async function putThread(place: Place, token: string, mark: string, reports: Reports): Promise<string> {
  const report = JSON.parse(await readFile(reports.json, 'utf8')) as { verdict: string; findings: unknown[] }
  const content = `${mark}\n${await readFile(reports.comment, 'utf8')}`
  const status = report.verdict === 'block' || report.verdict === 'incomplete' ? 'active' : 'closed'
  const { value: threads } = await ask<{ value: Thread[] }>('GET', `${place.threads}?${version}`, token)
  const ours = threads.find((thread) => thread.isDeleted !== true && thread.comments?.[0]?.content?.startsWith(mark) === true)
  if (ours === undefined) {
    if (report.verdict === 'pass' && report.findings.length === 0) return 'nothing to say, so nothing was said.'
    await ask('POST', `${place.threads}?${version}`, token, { status, comments: [{ parentCommentId: 0, content, commentType: 'text' }] })
    return 'written.'
  }
  const comment = ours.comments?.[0] as Comment
  if (comment.content !== content) await ask('PATCH', `${place.threads}/${ours.id}/comments/${comment.id}?${version}`, token, { content })
  if (ours.status !== status) await ask('PATCH', `${place.threads}/${ours.id}?${version}`, token, { status })
  return 'updated.'
}

async function ask<T>(method: string, address: string, token: string, body?: unknown): Promise<T> {
  requireSafe(address)
  for (let attempt = 1; ; attempt++) {
    const answer = await fetch(address, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(silence),
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', Accept: 'application/json', 'User-Agent': 'PipelineGuard' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((failure: Error) => failure)
    if (!(answer instanceof Error) && answer.ok) return (await answer.json()) as T
    const pause = pauseOf(answer, method, attempt)
    if (pause === null) throw new Error(answer instanceof Error ? reasonOf(answer) : `Azure DevOps answered ${answer.status}: ${await hint(answer)}`)
    await wait(pause)
  }
}

// A new thread is not tried again after a fault: it might be there already. A server that is too busy has done nothing.
function pauseOf(answer: Response | Error, method: string, attempt: number): number | null {
  if (attempt >= attempts) return null
  const busy = !(answer instanceof Error) && answer.status === 429
  const fault = answer instanceof Error || answer.status >= 500
  if (!busy && !(fault && method !== 'POST')) return null
  const asked = answer instanceof Error ? Number.NaN : Number.parseFloat(answer.headers.get('retry-after') ?? '')
  const pause = Number.isFinite(asked) ? asked * 1000 : 1000 * 2 ** (attempt - 1)
  return pause <= longestPause ? pause : null
}

async function hint(answer: Response): Promise<string> {
  const text = (await answer.text()).slice(0, 300).replace(/\s+/g, ' ')
  return answer.status === 401 || answer.status === 403
    ? "the build's identity needs 'Contribute to pull requests' on the repository. " + text
    : text
}

function reasonOf(failure: Error): string {
  return failure.cause instanceof Error ? `${failure.message}: ${failure.cause.message}` : failure.message
}

// The token goes there: never in the clear, except on this machine.
function requireSafe(address: string): void {
  const { protocol, hostname } = new URL(address)
  if (protocol !== 'https:' && !(protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))) throw new Error(`${hostname} would be asked without encryption.`)
}
