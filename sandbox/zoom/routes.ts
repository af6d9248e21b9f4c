import type { Route } from './route.ts';
import { assistantRoutes } from './routes/assistants.ts';
import { emailRoutes } from './routes/email.ts';
import { lookupRoutes } from './routes/lookups.ts';
import { settingsRoutes } from './routes/settings.ts';
import { userRoutes } from './routes/users.ts';

/** Everything the sandbox's Zoom can do. The lookups go first: `/users/email` is nobody's id. */
export const routes: readonly Route[] = [
  ...lookupRoutes,
  ...userRoutes,
  ...emailRoutes,
  ...settingsRoutes,
  ...assistantRoutes,
];
