import type { Route } from './route.ts';
import { assistantRoutes } from './routes/assistants.ts';
import { emailRoutes } from './routes/email.ts';
import { lookupRoutes } from './routes/lookups.ts';
import { passwordRoutes } from './routes/password.ts';
import { permissionRoutes } from './routes/permissions.ts';
import { pictureRoutes } from './routes/picture.ts';
import { planRoutes } from './routes/plans.ts';
import { schedulerRoutes } from './routes/schedulers.ts';
import { settingsRoutes } from './routes/settings.ts';
import { statusRoutes } from './routes/status.ts';
import { userTokenRoutes } from './routes/user-token.ts';
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
];
