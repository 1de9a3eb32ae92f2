import { readFile } from 'node:fs/promises'
import type { Reports } from '../../../src/pipeline-host/host.ts'
import { type Ask, Refusal } from './restApi.ts'

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
export async function putThread(place: Place, ask: Ask, mark: string, reports: Reports): Promise<string> {
  const report = JSON.parse(await readFile(reports.json, 'utf8')) as { verdict: string; findings: unknown[] }
  const content = `${mark}\n${await readFile(reports.comment, 'utf8')}`
  const status = report.verdict === 'block' || report.verdict === 'incomplete' ? 'active' : 'closed'
  const foreign = new Set<number>()
  if (await update(place, ask, await marked(place, ask, mark), foreign, content, status)) return 'updated.'
  if (report.verdict === 'pass' && report.findings.length === 0) return 'nothing to say, so nothing was said.'
  const { id } = await ask<Thread>('POST', `${place.threads}?${version}`, { status, comments: [{ parentCommentId: 0, content, commentType: 'text' }] })
  // Two runs that look at the same moment both find nothing and both write. Each then sees both: the first thread stays.
  const earlier = (await marked(place, ask, mark)).filter((thread) => thread.id < id && !foreign.has(thread.id))
  if (!(await update(place, ask, earlier, foreign, content, status))) return 'written.'
  await ask('DELETE', `${place.threads}/${id}/comments/1?${version}`)
  return 'updated.'
}

/** The threads that begin with our mark, the first one first. */
async function marked(place: Place, ask: Ask, mark: string): Promise<Thread[]> {
  const { value } = await ask<{ value?: (Thread | null)[] }>('GET', `${place.threads}?${version}`)
  const threads = (value ?? []).filter((thread) => thread !== null && thread.isDeleted !== true && thread.comments?.[0]?.content?.startsWith(mark) === true)
  return (threads as Thread[]).sort((left, right) => left.id - right.id)
}

// Anybody may write our mark. Nobody may change the words of somebody else: a thread where that is refused is not ours.
async function update(place: Place, ask: Ask, threads: readonly Thread[], foreign: Set<number>, content: string, status: string): Promise<boolean> {
  for (const thread of threads) {
    const comment = thread.comments?.[0] as Comment
    try {
      if (comment.content !== content) await ask('PATCH', `${place.threads}/${thread.id}/comments/${comment.id}?${version}`, { content })
      if (thread.status !== status) await ask('PATCH', `${place.threads}/${thread.id}?${version}`, { status })
      return true
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure
      foreign.add(thread.id)
    }
  }
  return false
}
