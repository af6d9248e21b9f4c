import type { Files } from '../commands/context.ts';
import type { Command } from '../commands/define-command.ts';
import type { HomeTabs } from '../home/publisher.ts';
import type { Approvers } from '../identity/approvers.ts';
import type { Identities } from '../identity/identities.ts';
import type { Links } from '../identity/links.ts';
import type { Logger } from '../log.ts';
import type { Messenger } from '../notifications/messenger.ts';
import type { Policy } from '../policy/policy.ts';
import type { Store } from '../store/open.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { Zoom } from '../zoom/zoom.ts';
import type { Requests } from './requests.ts';
import type { SecretStore } from './secret-store.ts';

/** What the rooms of the desk share. */
export interface Parts {
  readonly store: Store;
  readonly requests: Requests;
  readonly policy: Policy;
  readonly identities: Identities;
  readonly approvers: Approvers;
  readonly zoom: Zoom;
  readonly messenger: Messenger;
  readonly homeTabs: HomeTabs;
  /** What the slash command is called here, for where no payload says it. */
  readonly slash: { readonly current: string };
  readonly links: Links;
  readonly files: Files;
  readonly secretStore: SecretStore;
  readonly commands: readonly Command[];
  readonly homeTeamId: string;
  readonly logger: Logger;
  readonly telemetry: Telemetry;
  /** This process's name on the leases. */
  readonly owner: string;
}

export { changeCommandOf } from './request.ts';
