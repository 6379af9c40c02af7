/**
 * Whether a path asks for a file, by its ending: what is not there is a 404 then. Pages have no such endings; a full stop
 * that a mail program left at the end of a link is none.
 */
export const asksForFile = (path: string) => /\.[a-z0-9]{1,12}$/i.test(path)
