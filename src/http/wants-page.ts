import type { Context } from 'hono'

/** Whether the caller asks for a page to read instead of JSON. */
export const wantsPage = (c: Context): boolean => c.req.header('accept')?.includes('text/html') ?? false
