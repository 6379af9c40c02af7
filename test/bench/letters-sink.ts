/** A real SMTP server in a process of its own that reads every letter and keeps none. Tells its port on stdout. */
import { SMTPServer } from 'smtp-server'

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData(stream, _session, done) {
    stream.on('end', () => done())
    stream.resume()
  },
})
server.on('error', () => {})
server.listen(0, '127.0.0.1', () => {
  const address = server.server.address()
  console.log(address && typeof address === 'object' ? address.port : '')
})
// Ends with the bench: the pipe closes when it does.
process.stdin.on('end', () => process.exit(0)).resume()
