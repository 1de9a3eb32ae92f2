import { spawn } from 'node:child_process'
import type { Run } from './host.ts'
import { WholeLines } from './wholeLines.ts'

/** What is not handed to the command: inputs, tokens and credentials of the job that a scan has no use for. */
const withheld = /^(INPUT_|ACTIONS_|GITHUB_TOKEN$|GH_TOKEN$|SYSTEM_ACCESSTOKEN$|ENDPOINT_|SECRET_|SECUREFILE_)/i

/**
 * Runs a program with arguments, never through a shell. What it prints goes to our own output as it is: it escapes what came from an image.
 * @param program Its path.
 */
export function runnerOf(program: string, say: (text: string) => void): Run {
  return (args, environment = {}) =>
    new Promise((resolve, reject) => {
      const kept = Object.fromEntries(Object.entries(process.env).filter(([name]) => !withheld.test(name)))
      const child = spawn(program, [...args], { shell: false, env: { ...kept, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] })
      let output = ''
      const forward = (text: string): void => {
        output = (output + text).slice(-65_536)
        say(text)
      }
      const streams = [child.stdout, child.stderr].map((stream) => {
        const lines = new WholeLines(forward)
        stream.setEncoding('utf8').on('data', (chunk: string) => lines.take(chunk))
        return lines
      })
      const stop = (): void => void child.kill('SIGTERM')
      process.once('SIGINT', stop).once('SIGTERM', stop)
      child.once('error', reject)
      child.once('close', (code, signal) => {
        process.off('SIGINT', stop).off('SIGTERM', stop)
        for (const lines of streams) lines.end()
        if (code === null) reject(new Error(`pipelineguard was ended by ${signal}.`))
        else resolve({ code, output })
      })
    })
}
