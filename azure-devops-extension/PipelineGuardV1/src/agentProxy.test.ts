import assert from 'node:assert/strict'
import { test } from 'node:test'
import { proxyVariables } from './agentProxy.ts'

const proxy = { proxyUrl: 'http://proxy.example:8080', proxyUsername: 'u', proxyPassword: 'p@/x', proxyBypassHosts: ['localhost', 'internal\\.example', '.*\\.corp\\.example', '^https?://feed\\.example$', '10\\.0\\.[0-9]+', '.*', ''] }

test("the agent's proxy becomes the variables that programs know", () => {
  assert.deepEqual(proxyVariables(proxy, {}), {
    HTTPS_PROXY: 'http://u:p%40%2Fx@proxy.example:8080/',
    HTTP_PROXY: 'http://u:p%40%2Fx@proxy.example:8080/',
    NO_PROXY: 'localhost,internal.example,.corp.example,feed.example',
  })
})

test('exceptions of the job stay', () => {
  assert.equal(proxyVariables({ ...proxy, proxyBypassHosts: ['a'] }, { no_proxy: '127.0.0.1' })['NO_PROXY'], '127.0.0.1,a')
  assert.equal(proxyVariables({ proxyUrl: 'http://p' }, {})['NO_PROXY'], undefined)
})

test('what the job says itself goes first, and no proxy is none', () => {
  assert.deepEqual(proxyVariables(proxy, { https_proxy: '' }), {})
  assert.deepEqual(proxyVariables(proxy, { HTTP_PROXY: 'http://other' }), {})
  assert.deepEqual(proxyVariables(null, {}), {})
})
