/** A sender in a process of its own, to be killed: `<database address> <smtp address> <now, epoch ms>`. */
import { connect } from '../../src/db/client.ts'
import { smtpMailer } from '../../src/notify/smtp.ts'
import { sendLetters } from './letters.ts'
import { testPorts } from './ports.ts'

const [databaseUrl = '', smtpUrl = '', now = ''] = process.argv.slice(2)
const { db } = connect(databaseUrl, 2)
await sendLetters({ ...testPorts(db, { now: Number(now) }), mailer: smtpMailer(smtpUrl) })
process.exit(0)
