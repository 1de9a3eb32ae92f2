// No line of a report is as long; what is longer is passed on in pieces.
const longestLine = 1 << 20

/**
 * Passes a stream on in whole lines. Two streams of a process that are passed on as they come may meet in the middle of a line: a command to
 * the agent would be torn, and the rest of a name from an image would stand at the start of a line, where agents look for commands.
 */
export class WholeLines {
  private rest = ''
  private readonly say: (text: string) => void

  constructor(say: (text: string) => void) {
    this.say = say
  }

  take(chunk: string): void {
    const end = chunk.lastIndexOf('\n') + 1
    if (end > 0) {
      this.say(this.rest + chunk.slice(0, end))
      this.rest = chunk.slice(end)
    } else {
      this.rest += chunk
      if (this.rest.length > longestLine) this.end()
    }
  }

  /** Passes on what is left, as a line of its own. */
  end(): void {
    if (this.rest !== '') this.say(`${this.rest}\n`)
    this.rest = ''
  }
}
