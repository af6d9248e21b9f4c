import { handleOf } from '../cast-users.ts';
import { ApiError, type Method } from './method.ts';

/** `api.test`, `auth.test`, `team.info` and `apps.connections.open`. */
export const generalMethods: Readonly<Record<string, Method>> = {
  'api.test': {
    ...{ token: 'none', scopes: [] },
    run(_core, { token: _token, ...args }) {
      if (typeof args.error === 'string') throw new ApiError(args.error, { args });
      return { args };
    },
  },
  'auth.test': {
    ...{ token: 'any', scopes: [] },
    run({ workspace: { team, app }, url }) {
      const user = { user: handleOf(app.name), user_id: app.userId, bot_id: app.botId };
      return { url: `${url()}/`, team: team.name, team_id: team.id, ...user, is_enterprise_install: false };
    },
  },
  'team.info': {
    ...{ token: 'bot', scopes: ['team:read'], perMinute: 50 },
    run: ({ workspace: { team } }) => ({ team: { ...team, email_domain: '', icon: {} } }),
  },
  'apps.connections.open': {
    ...{ token: 'app', scopes: ['connections:write'], perMinute: 50 },
    run(core) {
      const path = core.socketUrl();
      if (path === undefined) throw new ApiError('too_many_websockets');
      return { url: core.url().replace(/^http/, 'ws') + path };
    },
  },
};
