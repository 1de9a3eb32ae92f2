import assert from 'node:assert/strict'
import { test } from 'node:test'
import { UsageError } from '../../../src/pipeline-host/inputs.ts'
import { dockerConfiguration, loginOf } from './serviceConnection.ts'

test('a registry with a name and a password', () => {
  assert.deepEqual(loginOf('hub', { scheme: 'UsernamePassword', parameters: { registry: 'https://index.docker.io/v1/', username: 'u', password: 'p', email: '' } }), {
    registry: 'https://index.docker.io/v1/',
    user: 'u',
    password: 'p',
  })
})

test('an Azure container registry with a service principal', () => {
  const parameters = { loginServer: 'shop.azurecr.io', servicePrincipalId: 'id', tenantId: 't', servicePrincipalKey: 'key', scope: '/subscriptions/x' }
  assert.deepEqual(loginOf('acr', { scheme: 'ServicePrincipal', parameters }), { registry: 'shop.azurecr.io', user: 'id', password: 'key' })
})

test('a connection without a password says what to do instead', () => {
  for (const scheme of ['WorkloadIdentityFederation', 'ManagedServiceIdentity']) {
    assert.throws(() => loginOf('acr', { scheme, parameters: { loginServer: 'shop.azurecr.io' } }), /'acr' has no password .*Docker@2/)
  }
})

test('a connection of another kind is a mistake', () => {
  for (const authorization of [undefined, {}, { parameters: { registry: 'x', username: 'u' } }, { parameters: { apitoken: 'x' } }]) {
    assert.throws(() => loginOf('x', authorization), UsageError)
  }
})

test('several connections stand in one configuration, and every secret is known', () => {
  const { json, secrets } = dockerConfiguration([
    { registry: 'a.example', user: 'u', password: 'p:q' },
    { registry: 'https://index.docker.io/v1/', user: 'ü', password: 'x' },
  ])
  const auths = (JSON.parse(json) as { auths: Record<string, { auth: string }> }).auths
  assert.deepEqual(Object.keys(auths), ['a.example', 'https://index.docker.io/v1/'])
  assert.equal(Buffer.from(auths['a.example']?.auth ?? '', 'base64').toString(), 'u:p:q')
  assert.deepEqual(secrets.slice(0, 2), ['p:q', 'x'])
  assert.ok(Object.values(auths).every(({ auth }) => secrets.includes(auth)))
})
