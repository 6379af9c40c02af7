import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findLiveKit, howToGetLiveKit, installLiveKit, startLiveKit } from '../../src/embedded/livekit.ts'
import type { LiveKitServer } from '../../src/embedded/livekit.ts'
import type { Video } from '../../src/ports.ts'
import { liveKit } from '../../src/room/video.ts'

export type TestLiveKit = LiveKitServer & { video: Video }

/**
 * A real LiveKit server of this test file's own, with own keys and free ports on the loopback address; installed
 * into the data folder first when the machine has none. Stop it in `afterAll`.
 *
 * @param webhookUrl where it tells of joining and leaving; nowhere that answers when left out
 */
export async function testLiveKit({
  webhookUrl = 'http://127.0.0.1:9/',
}: { webhookUrl?: string } = {}): Promise<TestLiveKit> {
  const binary =
    findLiveKit() ?? (await installLiveKit(process.env['DATA_DIR'] ?? '.data', console.log).catch(noLiveKit))
  const folder = await mkdtemp(join(tmpdir(), `fyrklang-livekit-${process.pid}-`))
  const server = await startLiveKit(binary, folder, webhookUrl)
  return {
    ...server,
    video: liveKit(server),
    async stop() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function noLiveKit(error: Error): never {
  throw new Error(`These tests need a LiveKit server. ${error.message} ${howToGetLiveKit}`)
}
