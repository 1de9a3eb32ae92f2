import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { markOf, placeOf, putThread } from './pullRequestThread.ts'
import { restApi } from './restApi.ts'

const folder = mkdtempSync(join(tmpdir(), 'pipelineguard-thread-'))
const mark = '<!-- pipelineguard/image/shop/ -->'

interface Thread {
  id: number
  status: string
  comments: { id: number; content: string }[]
  /** Written by somebody else. */
  isForeign?: boolean
  isDeleted?: boolean
}

/** Azure DevOps as far as threads go. */
class StandIn {
  readonly threads: Thread[] = []
  readonly requests: { method: string; url: string; authorization: string | undefined }[] = []
  faults: { status: number; retryAfter?: string; body?: string }[] = []
  onRequest: (method: string) => void = () => {}
  address = ''

  async during(work: () => Promise<void>): Promise<void> {
    const server = createServer(async (request, response) => {
      const body = await read(request)
      this.requests.push({ method: request.method ?? '', url: request.url ?? '', authorization: request.headers.authorization })
      this.onRequest(request.method ?? '')
      const fault = this.faults.shift()
      if (fault !== undefined) {
        response.writeHead(fault.status, fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }).end(fault.body ?? '{"message":"no"}')
        return
      }
      const answer = this.answer(request.method ?? '', request.url ?? '', body)
      response.writeHead(answer === undefined ? 403 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? { message: 'TF401027' }))
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    this.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/octo/`
    try {
      await work()
    } finally {
      server.closeAllConnections()
      server.close()
    }
  }

  private answer(method: string, url: string, body: unknown): unknown {
    const [path, query] = url.split('?')
    assert.equal(query, 'api-version=7.1')
    const parts = (path ?? '').split('/').slice(1)
    assert.deepEqual(parts.slice(0, 8), ['octo', 'project-id', '_apis', 'git', 'repositories', 'repo-id', 'pullRequests', '7'])
    const rest = parts.slice(8)
    if (method === 'GET') return { value: this.threads, count: this.threads.length }
    if (method === 'POST') {
      const made = body as { status: string; comments: { content: string; parentCommentId: number; commentType: string }[] }
      assert.equal(made.comments[0]?.parentCommentId, 0)
      const thread = { id: this.threads.length + 1, status: made.status, comments: [{ id: 1, content: made.comments[0]?.content ?? '' }] }
      this.threads.push(thread)
      return thread
    }
    const thread = this.threads.find((one) => String(one.id) === rest[1])
    assert.ok(thread)
    if (method === 'DELETE') return { ...thread, isDeleted: (thread.isDeleted = true) }
    if (thread.isForeign) return undefined
    if (rest[2] === 'comments') thread.comments[0]!.content = (body as { content: string }).content
    else thread.status = (body as { status: string }).status
    return thread
  }
}

async function read(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text === '' ? undefined : JSON.parse(text)
}

function reports(verdict: string, text: string): Parameters<typeof putThread>[3] {
  const [json, comment] = [join(folder, 'r.json'), join(folder, 'c.md')]
  writeFileSync(json, JSON.stringify({ verdict, findings: verdict === 'pass' ? [] : [1] }))
  writeFileSync(comment, text)
  return { json, comment, sarif: '', markdown: '', sbom: null, junit: null }
}

const place = (collection: string): NonNullable<ReturnType<typeof placeOf>> =>
  placeOf((name) => ({ 'System.CollectionUri': collection, 'System.TeamProjectId': 'project-id', 'Build.Repository.ID': 'repo-id', 'System.PullRequest.PullRequestId': '7', 'Build.Repository.Provider': 'TfsGit' })[name])!

test('there is one thread: open while something blocks, changed by the next run, closed in the end', async () => {
  const azure = new StandIn()
  await azure.during(async () => {
    azure.threads.push({ id: 9, status: 'active', comments: [{ id: 1, content: 'of a person' }] })
    assert.equal(await putThread(place(azure.address), restApi('secret', {}), mark, reports('block', 'one')), 'written.')
    assert.equal(await putThread(place(azure.address), restApi('secret', {}), mark, reports('block', 'two')), 'updated.')
    assert.equal(await putThread(place(azure.address), restApi('secret', {}), mark, reports('pass', 'three')), 'updated.')
  })
  assert.deepEqual(azure.threads.slice(1), [{ id: 2, status: 'closed', comments: [{ id: 1, content: `${mark}\nthree` }] }])
  assert.ok(azure.requests.every((request) => request.authorization === 'Bearer secret'))
})

test('a clean pull request gets no thread', async () => {
  const azure = new StandIn()
  await azure.during(async () => {
    await putThread(place(azure.address), restApi('secret', {}), mark, reports('pass', 'one'))
  })
  assert.deepEqual(azure.threads, [])
})

test('a busy server is asked again, a refusal names what is missing', async () => {
  const azure = new StandIn()
  await azure.during(async () => {
    azure.faults = [{ status: 503, retryAfter: '0' }, { status: 429, retryAfter: '0' }]
    assert.equal(await putThread(place(azure.address), restApi('secret', {}), mark, reports('warn', 'one')), 'written.')
    azure.faults = [{ status: 403 }]
    await assert.rejects(putThread(place(azure.address), restApi('secret', {}), mark, reports('warn', 'one')), /403: .*Contribute to pull requests/)
  })
})

test('a thread that may be there already is not made twice', async () => {
  const azure = new StandIn()
  await azure.during(async () => {
    const first = putThread(place(azure.address), restApi('secret', {}), mark, reports('warn', 'one'))
    azure.faults = []
    await first
    azure.threads.length = 0
    azure.requests.length = 0
    const failing = new Promise<void>((done) => {
      const original = azure.requests.push.bind(azure.requests)
      azure.requests.push = (...items) => {
        if (items[0]?.method === 'POST') azure.faults = [{ status: 500 }]
        done()
        return original(...items)
      }
    })
    await assert.rejects(putThread(place(azure.address), restApi('secret', {}), mark, reports('warn', 'one')), /500/)
    await failing
  })
  assert.equal(azure.requests.filter((request) => request.method === 'POST').length, 1)
})

test('the token is sent over no open line', async () => {
  await assert.rejects(putThread({ threads: 'http://dev.example/threads' }, restApi('secret', {}), mark, reports('warn', 'one')), /without encryption/)
})

test('outside of a pull request in Azure Repos there is no place', () => {
  assert.equal(placeOf(() => undefined), null)
})

test('the mark holds nothing that could end it', async () => {
  const sarif = join(folder, 'x.sarif')
  writeFileSync(sarif, JSON.stringify({ runs: [{ automationDetails: { id: 'pipelineguard/image/--> <b>/' } }] }))
  assert.equal(await markOf(sarif), '<!-- pipelineguard/image/-----b-/ -->')
})

test("a stranger's thread with our mark is left alone and does not keep ours from being the one", async () => {
  const azure = new StandIn()
  await azure.during(async () => {
    azure.threads.push({ id: 1, status: 'active', isForeign: true, comments: [{ id: 1, content: `${mark}\nAll is well.` }] })
    assert.equal(await putThread(place(azure.address), restApi('secret', {}), mark, reports('block', 'one')), 'written.')
    assert.equal(await putThread(place(azure.address), restApi('secret', {}), mark, reports('block', 'two')), 'updated.')
  })
  assert.deepEqual(azure.threads.map((thread) => thread.comments[0]?.content), [`${mark}\nAll is well.`, `${mark}\ntwo`])
})

test('two runs that write at once leave one thread', async () => {
  const azure = new StandIn()
  azure.onRequest = (method) => {
    if (method === 'POST' && azure.threads.length === 0) azure.threads.push({ id: 1, status: 'active', comments: [{ id: 1, content: `${mark}\nof the other run` }] })
  }
  await azure.during(async () => {
    assert.equal(await putThread(place(azure.address), restApi('secret', {}), mark, reports('block', 'one')), 'updated.')
  })
  assert.deepEqual(azure.threads.filter((thread) => !thread.isDeleted).map((thread) => [thread.id, thread.comments[0]?.content]), [[1, `${mark}\none`]])
})

for (const status of [203, 302, 401]) {
  test(`${status}, the page where people log in, is a refusal`, async () => {
    const azure = new StandIn()
    await azure.during(async () => {
      azure.faults = [{ status, body: '<html>Sign in</html>' }]
      await assert.rejects(putThread(place(azure.address), restApi('secret', {}), mark, reports('warn', 'one')), /Contribute to pull requests/)
    })
    assert.equal(azure.requests.length, 1)
  })
}

for (const body of ['<html>', '', 'null', '[]', '{"value":null}', '{"value":[null,{}]}', '{"value":[{"id":1,"comments":[]}]}']) {
  test(`an answer of the wrong shape breaks nothing: ${body || 'nothing'}`, async () => {
    const azure = new StandIn()
    await azure.during(async () => {
      azure.faults = [{ status: 200, body }]
      const done = await putThread(place(azure.address), restApi('secret', {}), mark, reports('warn', 'one')).catch((failure: Error) => failure.message)
      assert.match(done, /^(written\.|Azure DevOps answered 200 with something that is no JSON.*)$/)
    })
  })
}

test('a limit that asks for too long is told at once', async () => {
  const azure = new StandIn()
  await azure.during(async () => {
    azure.faults = [{ status: 429, retryAfter: '86400' }]
    await assert.rejects(putThread(place(azure.address), restApi('secret', {}), mark, reports('warn', 'one')), /429/)
  })
  assert.equal(azure.requests.length, 1)
})

test('what a server says breaks no line', async () => {
  const azure = new StandIn()
  await azure.during(async () => {
    azure.faults = [{ status: 404, body: 'no\n##vso[task.complete]\u001b[2J' }]
    await assert.rejects(putThread(place(azure.address), restApi('secret', {}), mark, reports('warn', 'one')), (failure: Error) => !/[\n\u001b]/.test(failure.message))
  })
})

test("requests go through the agent's proxy, and the token only where it belongs", async () => {
  const asked: string[] = []
  const proxy = createServer((_, response) => void response.writeHead(400).end())
  proxy.on('connect', (request, socket) => {
    asked.push(`${request.url} ${JSON.stringify(request.headers)}`)
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
  })
  await new Promise<void>((ready) => proxy.listen(0, '127.0.0.1', ready))
  const network = { proxy: { proxyUrl: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, proxyUsername: 'u', proxyPassword: 'p' } }
  try {
    await assert.rejects(restApi('secret-token', network)('POST', 'https://dev.example/octo/x', {}), /502/)
  } finally {
    proxy.close()
  }
  assert.match(asked[0] ?? '', /^dev\.example:443 .*proxy-authorization/)
  assert.doesNotMatch(asked.join(), /secret-token/)
})
