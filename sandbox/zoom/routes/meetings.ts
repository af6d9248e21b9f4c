import { Refusal } from '../refusal.ts';
import type { Route } from '../route.ts';
import { memberOf } from './find.ts';
import { page } from './page.ts';

/** What somebody hosts: a meeting that runs, webinars to come. */
export const meetingRoutes: readonly Route[] = [
  {
    operation: 'listMeetings',
    method: 'GET',
    path: '/users/:userId/meetings',
    scope: 'meeting:read:list_meetings:admin',
    rate: 'medium',
    handle: ({ account, params: { userId = '' }, query }) => {
      const user = memberOf(account, userId);
      const type = query.get('type') ?? 'scheduled';
      const live = user.meetingRunning
        ? [{ topic: 'Weekly sync', startsAt: null, minutes: null, type: 2 }]
        : [];
      const upcoming = user.meetings.map((one) => ({ ...one, type: one.startsAt === null ? 3 : 2 }));
      const meetings = [...live, ...(type === 'live' ? [] : upcoming)];
      return page(query, 'meetings', meetings, ({ topic, startsAt, minutes, type: kind }, index) => ({
        id: 85746065 + index,
        uuid: 'Vg8IdgluR5WDeWIkpJlElQ==',
        topic,
        host_id: user.id,
        type: kind,
        ...(startsAt === null ? {} : { start_time: startsAt }),
        ...(minutes === null ? {} : { duration: minutes }),
      }));
    },
  },
  {
    operation: 'listWebinars',
    method: 'GET',
    path: '/users/:userId/webinars',
    scope: 'webinar:read:list_webinars:admin',
    rate: 'medium',
    handle: ({ account, params: { userId = '' } }) => {
      const user = memberOf(account, userId);
      if (user.webinar === 0) {
        const message =
          'Webinar plan is missing. You must subscribe to the webinar plan and enable webinars for this user in order to perform this action.';
        throw new Refusal(400, 200, message);
      }
      const webinars = user.webinars.map(({ topic, startsAt }, index) => ({
        id: 97871060 + index,
        topic,
        start_time: startsAt,
        duration: 60,
        host_id: user.id,
        type: 5,
      }));
      return {
        status: 200,
        body: { page_size: 30, total_records: webinars.length, next_page_token: '', webinars },
      };
    },
  },
];
