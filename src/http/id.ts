/** True for what PostgreSQL takes as a uuid: an unknown id is a 404, a malformed one too. */
export const isId = (text: string | undefined): text is string =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text ?? '')
