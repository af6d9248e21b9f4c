import type { ChannelState, WorkspaceUser } from './workspace.ts';

type Users = ReadonlyMap<string, WorkspaceUser>;

/**
 * The channels of a fresh workspace: `general` (everybody of the house), `random` (without the app),
 * `zoom-approvals` (private), `zoom-ops`, and `agency`, which is shared with another organisation.
 */
export function castChannels(users: Users, appUserId: string): Map<string, ChannelState> {
  const house = [...users.values()].filter((user) => user.kind === 'member').map((user) => user.id);
  const known = (...handles: string[]) => {
    const wanted = [...users.values()].filter((user) => handles.includes(user.handle));
    return wanted.map((user) => user.id);
  };
  const bots = known('hal');
  const channels = [
    makeChannel('C0GENERAL', 'general', 'public', [...house, ...known('gina'), ...bots, appUserId]),
    makeChannel('C0NOAPP', 'random', 'public', [...house, ...bots]),
    makeChannel('C0APPROVALS', 'zoom-approvals', 'private', [...known('grace', 'linus'), appUserId]),
    makeChannel('C0ZOOMOPS', 'zoom-ops', 'public', [
      ...known('grace', 'linus', 'ada', 'ben', 'mia'),
      appUserId,
    ]),
    makeChannel('C0AGENCY', 'agency', 'public', [...known('gus', 'gina', 'ada', 'eve'), appUserId]),
  ];
  const byId = new Map(channels.map((channel) => [channel.id, channel]));
  const agency = byId.get('C0AGENCY');
  if (agency) agency.isExtShared = true;
  return byId;
}

/** An empty channel with these members (user ids). */
export function makeChannel(
  id: string,
  name: string,
  kind: ChannelState['kind'],
  members: readonly string[],
): ChannelState {
  const rest = {
    isArchived: false,
    isExtShared: false,
    created: Math.floor(Date.now() / 1000),
    messages: [],
  };
  return { id, name, kind, members: new Set(members), ...rest };
}
