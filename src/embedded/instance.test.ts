import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { holdFolder } from './instance.ts'

it('a data folder that can be none is named, with what it may be', async () => {
  const file = fileURLToPath(import.meta.url)
  await expect(holdFolder(file)).rejects.toThrow(`DATA_DIR was ${JSON.stringify(file)}, but must be a folder`)
})
