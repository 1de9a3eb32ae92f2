import { UsageError } from '../../../src/pipeline-host/inputs.ts'

/** How to log in to a registry. */
export interface Login {
  /** As the connection names it: a host, or an address as Docker Hub has it. */
  readonly registry: string
  readonly user: string
  readonly password: string
}

/** What the agent knows of a service connection's credential. */
export interface Authorization {
  readonly scheme?: string
  readonly parameters?: Readonly<Record<string, string>>
}

/**
 * The login of a Docker registry service connection: a name with a password, or for an Azure container registry a service principal with its
 * secret, which such a registry takes as a name and a password.
 */
export function loginOf(connection: string, authorization: Authorization | undefined): Login {
  const scheme = authorization?.scheme ?? ''
  if (/^(WorkloadIdentityFederation|ManagedServiceIdentity)$/i.test(scheme)) {
    throw new UsageError(`The service connection '${connection}' has no password (${scheme}): let the task Docker@2 log in with it before, whose login is used.`)
  }
  // Names of parameters come in the letters that the connection was made with.
  const parameters = new Map(Object.entries(authorization?.parameters ?? {}).map(([name, value]) => [name.toLowerCase(), value]))
  const first = (...names: string[]): string => names.map((name) => parameters.get(name) ?? '').find((value) => value !== '') ?? ''
  const login = { registry: first('registry', 'loginserver'), user: first('username', 'serviceprincipalid'), password: first('password', 'serviceprincipalkey') }
  if (Object.values(login).includes('')) throw new UsageError(`The service connection '${connection}' has no registry with a user and a password.`)
  return login
}

/** Docker's own configuration with these logins, and the secrets in it. */
export function dockerConfiguration(logins: readonly Login[]): { json: string; secrets: string[] } {
  const entries = logins.map(({ registry, user, password }) => ({ registry, auth: Buffer.from(`${user}:${password}`).toString('base64') }))
  return {
    json: JSON.stringify({ auths: Object.fromEntries(entries.map(({ registry, auth }) => [registry, { auth }])) }),
    secrets: [...logins.map(({ password }) => password), ...entries.map(({ auth }) => auth)],
  }
}
