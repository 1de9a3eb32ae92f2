/** The proxy that the agent was set up with. */
export interface AgentProxy {
  readonly proxyUrl: string
  readonly proxyUsername?: string | undefined
  readonly proxyPassword?: string | undefined
  /** Regular expressions of addresses that are asked directly. */
  readonly proxyBypassHosts?: readonly string[] | undefined
}

const names = ['HTTPS_PROXY', 'HTTP_PROXY']

/**
 * The agent's proxy as the variables that programs know; nothing where there is none, or where the job has set variables of its own. Of the
 * regular expressions of hosts that need no proxy, those that are just a name or all names below one have a word there.
 */
export function proxyVariables(proxy: AgentProxy | null, environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const isSaid = names.some((name) => environment[name] !== undefined || environment[name.toLowerCase()] !== undefined)
  if (proxy === null || isSaid) return {}
  const direct = (proxy.proxyBypassHosts ?? []).map(hostOf).filter((host) => host !== null)
  const known = environment['NO_PROXY'] ?? environment['no_proxy'] ?? ''
  const exceptions = [...known.split(','), ...direct].filter((host) => host !== '').join()
  return { ...Object.fromEntries(names.map((name) => [name, addressOf(proxy)])), ...(exceptions === '' ? {} : { NO_PROXY: exceptions }) }
}

// URL escapes what may not stand in a name or a password.
function addressOf(proxy: AgentProxy): string {
  const address = new URL(proxy.proxyUrl)
  address.username = proxy.proxyUsername ?? address.username
  address.password = proxy.proxyPassword ?? address.password
  return address.href
}

function hostOf(expression: string): string | null {
  const host = expression
    .replace(/^\^/, '')
    .replace(/\$$/, '')
    .replace(/^(https\?|https?):\/\//, '')
    .replaceAll('\\.', '.')
    .replace(/^\.?\*\.?/, '.')
  return /^[A-Za-z0-9.-]+$/.test(host) && /[A-Za-z0-9]/.test(host) ? host : null
}
