import type { FileHandle } from 'node:fs/promises'
import { RandomAccessReader } from 'yauzl'

const WINDOW_BYTES = 256 * 1024

type Window = { start: number; end: number; room: Buffer }

const emptyWindow = (): Window => ({ start: 0, end: 0, room: Buffer.allocUnsafe(WINDOW_BYTES) })

/**
 * A file that yauzl reads through two windows: entries lie one after the other, and so do their directory records. A
 * read of its own for each of the three that an entry needs is what takes the time otherwise.
 */
export class BufferedFile extends RandomAccessReader {
  readonly #handle: FileHandle
  /** Used last comes last. */
  #windows = [emptyWindow(), emptyWindow()]

  constructor(handle: FileHandle) {
    super()
    this.#handle = handle
  }

  override read(
    target: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null) => void,
  ): void {
    this.bytesAt(position, length).then(
      (bytes) => {
        bytes.copy(target, offset)
        done(null)
      },
      (error: Error) => done(error),
    )
  }

  /** `length` bytes from `position`, good until the next call. Throws at the end of the file. */
  async bytesAt(position: number, length: number): Promise<Buffer> {
    const held = this.#windows.find(({ start, end }) => start <= position && position + length <= end)
    const window = held ?? (await this.#fetch(position, length))
    this.#windows = [...this.#windows.filter((other) => other !== window).slice(-1), window]
    if (position + length > window.end) throw new Error('unexpected end of file')
    return window.room.subarray(position - window.start, position - window.start + length)
  }

  /** Fills the window that was not used for longest; one entry that is larger gets room of its own. */
  async #fetch(start: number, length: number): Promise<Window> {
    const [oldest = emptyWindow()] = this.#windows
    const window = length > oldest.room.length ? { ...emptyWindow(), room: Buffer.allocUnsafe(length) } : oldest
    const { bytesRead } = await this.#handle.read(window.room, 0, window.room.length, start)
    return Object.assign(window, { start, end: start + bytesRead })
  }
}
