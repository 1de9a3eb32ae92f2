import type { IncomingMessage } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { HttpClient } from 'typed-rest-client/HttpClient.js'
import type { IRequestOptions } from 'typed-rest-client/Interfaces.js'

/** Asks Azure DevOps for something and gives its answer; throws what went wrong. */
export type Ask = <T>(method: string, address: string, body?: unknown) => Promise<T>

/** How the agent goes to the network. */
export type Network = Pick<IRequestOptions, 'proxy' | 'cert'>

/** What the identity of the build may not do. */
export class Refusal extends Error {}

interface Answer {
  readonly status: number
  readonly retryAfter: string
  readonly text: string
}

const attempts = 4
// A server that is silent this long, or has not answered in whole after it, is given up; in milliseconds.
const silence = 30_000
const longestPause = 60_000
// The threads of a pull request that people still read are far smaller.
const largestAnswer = 64 << 20

/** Azure DevOps' REST API with the token of the build, through the agent's proxy. */
export function restApi(token: string, network: Network): Ask {
  return async <T>(method: string, address: string, body?: unknown): Promise<T> => {
    requireSafe(address)
    for (let attempt = 1; ; attempt++) {
      const answer = await once(method, address, token, body, network).catch((failure: Error) => failure)
      if (!(answer instanceof Error) && (answer.status === 200 || answer.status === 201 || answer.status === 204)) return read<T>(answer)
      const pause = pauseOf(answer, method, attempt)
      if (pause === null) throw failureOf(answer)
      await wait(pause)
    }
  }
}

async function once(method: string, address: string, token: string, body: unknown, network: Network): Promise<Answer> {
  const options: IRequestOptions = { ...network, allowRedirects: false, socketTimeout: silence }
  const client = new HttpClient('PipelineGuard', [], options)
  try {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', Accept: 'application/json' }
    // The library sends a text of no length as none.
    const { message } = await client.request(method, address, body === undefined ? '' : JSON.stringify(body), headers)
    return { status: message.statusCode ?? 0, retryAfter: message.headers['retry-after'] ?? '', text: await textOf(message) }
  } finally {
    client.dispose()
  }
}

async function textOf(message: IncomingMessage): Promise<string> {
  const late = setTimeout(() => message.destroy(new Error('The server did not come to an end.')), silence)
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of message as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > largestAnswer) throw new Error('The answer of the server is beyond any size.')
      chunks.push(chunk)
    }
  } finally {
    clearTimeout(late)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function read<T>({ status, text }: Answer): T {
  try {
    return (text === '' ? {} : (JSON.parse(text) ?? {})) as T
  } catch {
    throw new Error(`Azure DevOps answered ${status} with something that is no JSON: ${oneLine(text)}`)
  }
}

// What makes something new is not tried again after a fault: it might be there already. A server that is too busy has done nothing.
function pauseOf(answer: Answer | Error, method: string, attempt: number): number | null {
  if (attempt >= attempts) return null
  const busy = !(answer instanceof Error) && answer.status === 429
  const fault = answer instanceof Error || answer.status >= 500
  if (!busy && !(fault && method !== 'POST')) return null
  const asked = answer instanceof Error ? Number.NaN : Number.parseFloat(answer.retryAfter)
  const pause = Number.isFinite(asked) ? Math.max(0, asked * 1000) : 1000 * 2 ** (attempt - 1)
  return pause <= longestPause ? pause : null
}

// 203 and 302 lead to the page where people log in: the token was not taken.
function failureOf(answer: Answer | Error): Error {
  if (answer instanceof Error) return answer
  if (![203, 302, 401, 403].includes(answer.status)) return new Error(`Azure DevOps answered ${answer.status}: ${oneLine(answer.text)}`)
  return new Refusal(`Azure DevOps answered ${answer.status}: the build's identity needs 'Contribute to pull requests' on the repository. ${oneLine(answer.text)}`)
}

function oneLine(text: string): string {
  return text.slice(0, 300).replace(/[\s\p{C}]+/gu, ' ')
}

// The token goes there: never in the clear, except on this machine.
function requireSafe(address: string): void {
  const { protocol, hostname } = new URL(address)
  if (protocol !== 'https:' && !(protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))) throw new Error(`${hostname} would be asked without encryption.`)
}
