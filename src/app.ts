import { Hono } from 'hono'
import { describeRoute } from 'hono-openapi'
import type { Context } from 'hono'
import { hoursRoutes } from './flows/hours.routes.ts'
import { slotRoutes } from './flows/slots.routes.ts'
import { eventRoutes } from './flows/events.routes.ts'
import { registerRoutes } from './flows/register.routes.ts'
import { seatAsBooking, seatRoutes } from './flows/seat.routes.ts'
import { staffEventRoutes } from './flows/staff-events.routes.ts'
import { counsellorRoomRoutes } from './flows/counsellor-room.routes.ts'
import { endTalkRoutes } from './flows/end-talk.routes.ts'
import { enterRoomRoutes } from './flows/enter-room.routes.ts'
import { guestRoomRoutes } from './flows/guest-room.routes.ts'
import { caseKeysRoutes } from './flows/case-keys.routes.ts'
import { bringsOwnCase, callerFirst, seatOwnerFirst } from './flows/caller-first.ts'
import { eraseCaseRoutes } from './flows/erase-case.routes.ts'
import { publicPageRoutes } from './flows/public-page.routes.ts'
import { retentionRoutes } from './flows/retention.routes.ts'
import { exportCaseRoutes } from './flows/export-case.routes.ts'
import { lostCodeRoutes } from './flows/lost-code.routes.ts'
import { caseRoutes } from './flows/case.routes.ts'
import { companionRoutes } from './flows/companion.routes.ts'
import { bookingRoutes } from './flows/book-talk.routes.ts'
import { talkRoutes } from './flows/own-page.routes.ts'
import type { AppEnv } from './http/env.ts'
import { serviceRoutes } from './flows/service.routes.ts'
import { checklistRoutes } from './flows/checklist.routes.ts'
import { templateRoutes } from './checklist/template.routes.ts'
import { guidanceRoutes } from './guidance/routes.ts'
import { agreeFollowUpRoutes } from './flows/agree-follow-up.routes.ts'
import { counsellorTalkRoutes } from './flows/counsellor-talks.routes.ts'
import { showKonklusionRoutes } from './flows/show-konklusion.routes.ts'
import { feedbackRoutes } from './feedback/routes.ts'
import { healthRoutes } from './http/health.ts'
import { openApi } from './http/openapi.ts'
import { unanswered } from './http/not-allowed.ts'
import { onError } from './http/problem.ts'
import { requestId } from './http/request-id.ts'
import { limitedBody, sameOriginOnly, secured } from './http/security.ts'
import { staffRoutes } from './flows/staff.routes.ts'
import { lettersRoutes } from './notify/routes.ts'
import { unwantedRoutes } from './notify/unwanted.routes.ts'
import { setUpRoutes } from './flows/set-up.routes.ts'
import { signInRoutes } from './flows/sign-in.routes.ts'
import { aboutRoutes } from './people/about.routes.ts'
import { auditRoutes } from './people/audit.routes.ts'
import { accountRoutes } from './people/account.routes.ts'
import type { Ports } from './ports.ts'
import { roomRoutes } from './room/routes.ts'

/**
 * The whole program as one fetch handler. `portsOf` is called once per request: Node always gives the
 * same ports, Workers a set that lives as long as the request.
 *
 * @param addressOf the caller's network address, which every runtime tells in its own way
 */
export function createApp(portsOf: (bindings: unknown) => Ports, addressOf: (c: Context) => string = () => 'unknown') {
  const app = new Hono<AppEnv>()
    .use(async function ports(c, next) {
      c.set('ports', portsOf(c.env))
      c.set('clientAddress', addressOf(c))
      await next()
    })
    .use(requestId, secured, sameOriginOnly, limitedBody)
    .use('/api/bookings', bringsOwnCase)
    .use('/api/events/:id/bookings', bringsOwnCase)
    .use('/api/seats/:id/*', seatOwnerFirst)
    .use('/api/bookings/:id/*', callerFirst)
    .use('/api/bookings/:id', seatAsBooking)
    .route('/api', healthRoutes)
    .route('/api', slotRoutes)
    .route('/api', hoursRoutes)
    .route('/api', eventRoutes)
    .route('/api', registerRoutes)
    .route('/api', seatRoutes)
    .route('/api', staffEventRoutes)
    .route('/api', bookingRoutes)
    .route('/api', talkRoutes)
    .route('/api', caseRoutes)
    .route('/api', caseKeysRoutes)
    .route('/api', eraseCaseRoutes)
    .route('/api', exportCaseRoutes)
    .route('/api', retentionRoutes)
    .route('/api', lostCodeRoutes)
    .route('/api', companionRoutes)
    .route('/api', aboutRoutes)
    .route('/api', publicPageRoutes)
    .route('/api', signInRoutes)
    .route('/api', accountRoutes)
    .route('/api', auditRoutes)
    .route('/api', setUpRoutes)
    .route('/api', lettersRoutes)
    .route('/api', unwantedRoutes)
    .route('/api', staffRoutes)
    .route('/api', checklistRoutes)
    .route('/api', templateRoutes)
    .route('/api', serviceRoutes)
    .route('/api', roomRoutes)
    .route('/api', enterRoomRoutes)
    .route('/api', guestRoomRoutes)
    .route('/api', counsellorRoomRoutes)
    .route('/api', endTalkRoutes)
    .route('/api', guidanceRoutes)
    .route('/api', counsellorTalkRoutes)
    .route('/api', showKonklusionRoutes)
    .route('/api', agreeFollowUpRoutes)
    .route('/api', feedbackRoutes)
  const responses = {
    200: { description: 'OpenAPI 3.1', content: { 'application/json': { schema: { type: 'object' as const } } } },
  }
  app.get('/api/openapi.json', describeRoute({ summary: 'This description', responses }), openApi(app))
  app.onError(onError)
  const refusalOf = unanswered(app)
  app.notFound((c) => {
    throw refusalOf(c.req.path)
  })
  return app
}

export type AppType = ReturnType<typeof createApp>
