import { writeFile } from 'node:fs/promises'
import { answersFile, answersOfTypes, asLines } from './answer-types.ts'

/** `npm run describe`: writes down for `/api/openapi.json` what the types say that every operation answers. */
await writeFile(answersFile, asLines(answersOfTypes()))
