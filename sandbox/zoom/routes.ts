import type { Route } from './route.ts';
import { assistantRoutes, schedulerRoutes } from './routes/assistants.ts';
import { emailRoutes } from './routes/email.ts';
import { groupRoutes } from './routes/groups.ts';
import { lookupRoutes, permissionRoutes } from './routes/lookups.ts';
import { meetingRoutes } from './routes/meetings.ts';
import { phoneRoutes } from './routes/phone.ts';
import { pictureRoutes } from './routes/picture.ts';
import { planRoutes } from './routes/plans.ts';
import { reportRoutes } from './routes/reports.ts';
import { settingsRoutes } from './routes/settings.ts';
import { passwordRoutes, userTokenRoutes } from './routes/sign-in.ts';
import { statusRoutes } from './routes/status.ts';
import { userRoutes } from './routes/users.ts';

/** Everything the sandbox's Zoom can do. The lookups and the summary go first: `/users/email` is nobody's id. */
export const routes: readonly Route[] = [
  ...lookupRoutes,
  ...planRoutes,
  ...userRoutes,
  ...statusRoutes,
  ...emailRoutes,
  ...passwordRoutes,
  ...pictureRoutes,
  ...settingsRoutes,
  ...permissionRoutes,
  ...userTokenRoutes,
  ...assistantRoutes,
  ...schedulerRoutes,
  ...groupRoutes,
  ...meetingRoutes,
  ...phoneRoutes,
  ...reportRoutes,
];
