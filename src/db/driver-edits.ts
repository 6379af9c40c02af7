/**
 * What is changed in postgres.js 3.4.9, the PostgreSQL driver, when npm has installed it (`mend-driver.ts`).
 *
 * Why: a lost connection ends Node. Seen within 200 rounds of `pg_terminate_backend` under transactions: ten times
 * `socket.write` on a socket that is gone, from a timer and so outside every promise (upstream issues 1066, 1154, 1208,
 * all open), once a rejection that nobody handles; and connections of the pool that from then on only time out, so that
 * 58 transactions succeeded where the mended driver has 777. Besides, the driver has no deadline for an
 * answer: a server that stands still is waited for until it goes on.
 *
 * Why so, and not otherwise: each edit stands here once and fits the driver's three builds (ES modules, Workers,
 * CommonJS), where a diff for `patch-package` would say it three times; a fork would hide these lines among 2,600; and
 * node-postgres has other results and other types, sends one statement at a time, and would have to be measured and
 * hardened anew. When upstream has mended an edit's cause, delete the edit.
 *
 * `before` stands exactly once in each build, or the installation fails.
 */
export type Edit = { file: 'connection.js' | 'index.js'; why: string; before: string; after: string }

export const driverVersion = '3.4.9'

/** `connect` looks for it: a driver that was installed without scripts would do all of the above, unnoticed. */
export const mark = 'mendedForFyrklang'

export const edits: Edit[] = [
  {
    file: 'connection.js',
    why: 'Handlers of the handshake write after an await, by which time the socket may be gone.',
    before: `  function nextWrite(fn) {
    const x = socket.write(chunk, fn)`,
    after: `  function nextWrite(fn) {
    if (!socket) {
      chunk = nextWriteTimer = null
      return false
    }
    const x = socket.write(chunk, fn)`,
  },
  {
    file: 'connection.js',
    why: 'A reserved connection that was lost is still asked, by the rollback of its transaction at least.',
    before: `      return queryError(q, Errors.connection('CONNECTION_DESTROYED', options))

    if (stream)`,
    after: `      return queryError(q, Errors.connection('CONNECTION_DESTROYED', options))

    if (!socket)
      return queryError(q, Errors.connection('CONNECTION_CLOSED', options)), true

    q.connection = connection
    if (stream)`,
  },
  {
    file: 'connection.js',
    why: `What was not yet written stayed, with its cleared timer, and kept the next handshake from ever being sent: every
later use of this connection ended in CONNECT_TIMEOUT.`,
    before: `  async function closed(hadError) {
    incoming = Buffer.alloc(0)
    remaining = 0
    incomings = null
    clearImmediate(nextWriteTimer)`,
    after: `  async function closed(hadError) {
    if (!socket)
      return
    incoming = Buffer.alloc(0)
    remaining = 0
    incomings = null
    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null`,
  },
  {
    file: 'connection.js',
    why: `What was asked after the error and before the close was never answered, and the last error was told to the first
query of the next connection. A server that closes every new connection at once was called without a pause.`,
    before: `    socket.removeAllListeners()
    socket = null

    if (initial)
      return reconnect()

    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
    closedTime = performance.now()
    hadError && options.shared.retries++
    delay = (typeof backoff === 'function' ? backoff(options.shared.retries) : backoff) * 1000
    onclose(connection, Errors.connection('CONNECTION_CLOSED', options, socket))`,
    after: `    socket.removeAllListeners()
    socket.on('error', noop)
    socket = null

    const gone = Errors.connection('CONNECTION_CLOSED', options, socket)
    stream && stream.destroy(gone)
    query && queryError(query, gone)
    while (sent.length)
      queryError(sent.shift(), gone)
    query = stream = errorResponse = results = final = null
    result = new Result()
    rows = 0
    closedTime = performance.now()
    hadError && options.shared.retries++
    delay = (typeof backoff === 'function' ? backoff(options.shared.retries) : backoff) * 1000
    if (initial)
      return reconnect()

    onclose(connection, gone)`,
  },
  {
    file: 'connection.js',
    why: 'Nobody handled a rejection of the query by which a new connection learns the array types.',
    before: `    \`], [], execute)
    types.forEach(`,
    after: `    \`], [], execute).catch(() => (socket && socket.destroy(), []))
    types.forEach(`,
  },
  {
    file: 'connection.js',
    why: 'Nobody handled a rejection of the query that target_session_attrs asks first.',
    before: `    query.execute()
  }

  function ErrorResponse(x) {`,
    after: `    query.catch(noop)
  }

  function ErrorResponse(x) {`,
  },
  {
    file: 'connection.js',
    why: 'Lets a deadline give a connection up, with all that was asked of it.',
    before: `    terminate,
    execute,
    cancel,`,
    after: `    terminate,
    abandon,
    execute,
    cancel,`,
  },
  {
    file: 'connection.js',
    why: 'As above.',
    before: `  function terminate() {
    terminated = true`,
    after: `  function abandon(err) {
    errored(err)
    while (sent.length)
      queryError(sent.shift(), err)
    socket && socket.destroy()
  }

  function terminate() {
    terminated = true`,
  },
  {
    file: 'index.js',
    why: 'See the mark above.',
    before: `Object.assign(Postgres, {
  PostgresError,`,
    after: `Object.assign(Postgres, {
  ${mark}: true,
  PostgresError,`,
  },
  {
    file: 'index.js',
    why: 'The new option: seconds until a query is given up that the server has not answered.',
    before: `    connect_timeout : 30,
    max_lifetime    : max_lifetime,`,
    after: `    connect_timeout : 30,
    deadline        : null,
    max_lifetime    : max_lifetime,`,
  },
  {
    file: 'index.js',
    why: `Counts from the call, so that waiting for a connection counts, too. In two parts: after a standstill of this
program itself the answers that came meanwhile are read before the second part is over.`,
    before: `  function handler(query) {
    if (ending)`,
    after: `  function watch(query, waiting) {
    if (!options.deadline)
      return

    const { resolve, reject } = query
    let timer = setTimeout(() => timer = setTimeout(giveUp, options.deadline * 125), options.deadline * 875)
    query.resolve = x => (clearTimeout(timer), resolve(x))
    query.reject = x => (clearTimeout(timer), reject(x))

    function giveUp() {
      const late = Errors.connection('QUERY_TIMEOUT', options)
      waiting.remove(query)
      query.connection && query.connection.abandon(late)
      query.reject(late)
    }
  }

  function handler(query) {
    watch(query, queries)
    if (ending)`,
  },
  {
    file: 'index.js',
    why: 'Known before it is connected, too.',
    before: `    move(c, connecting)
    c.connect(query)`,
    after: `    move(c, connecting)
    query.connection = c
    c.connect(query)`,
  },
  {
    file: 'index.js',
    why: 'See `watch`.',
    before: `    function handler(q) {
      c.queue === full
        ? queue.push(q)`,
    after: `    function handler(q) {
      watch(q, queue)
      c.queue === full
        ? queue.push(q)`,
  },
  {
    file: 'index.js',
    why: 'Whether a transaction has lost its connection.',
    before: `    let savepoints = 0
      , connection
      , prepare = null
`,
    after: `    let savepoints = 0
      , connection
      , lost = null
      , prepare = null
`,
  },
  {
    file: 'index.js',
    why: 'Statements of a transaction that still waited for its lost connection waited for ever.',
    before: `        new Promise((_, reject) => connection.onclose = reject)`,
    after: `        new Promise((_, reject) => connection.onclose = e => {
          lost = e
          while (queries.length)
            queries.shift().reject(e)
          reject(e)
        })`,
  },
  {
    file: 'index.js',
    why: `A lost connection may by now be a new one and in use by others: the rest of a transaction whose beginning is gone
would be run on it, and committed, statement by statement.`,
    before: `        q.catch(e => uncaughtError || (uncaughtError = e))
        c.queue === full`,
    after: `        q.catch(e => uncaughtError || (uncaughtError = e))
        if (lost)
          return q.reject(lost)

        watch(q, queries)
        c.queue === full`,
  },
]
