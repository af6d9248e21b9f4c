import { invalidBlocks } from '../block-kit.ts';
import type { Core } from '../core.ts';
import { mergedState } from '../elements.ts';
import { slackFilesIn } from '../files.ts';
import { isRec, parseJson, type Rec, textOf } from '../json.ts';
import { viewObject } from '../payloads.ts';
import type { Trigger } from '../triggers.ts';
import { findView, maxStack, openModal, publishHome, pushModal, replaceView, stackOf } from '../views.ts';
import type { StoredView } from '../workspace.ts';
import { ApiError, blockError, type Method, missing } from './method.ts';

const common = { token: 'bot', scopes: [], perMinute: 100 } as const;

/** `views.open`, `.push`, `.update` and `.publish`. */
export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': { ...common, required: ['view', 'trigger_id'], run: open },
  'views.push': { ...common, required: ['view', 'trigger_id'], run: push },
  'views.update': { ...common, required: ['view'], run: update },
  'views.publish': { ...common, required: ['view', 'user_id'], run: publish },
};

function open(core: Core, args: Rec): Rec {
  const arrivedAt = performance.now();
  const view = readView(core, args.view, 'modal');
  const trigger = exchange(core, args.trigger_id, arrivedAt);
  return told(core, openModal(core, trigger.user, view));
}

function push(core: Core, args: Rec): Rec {
  const arrivedAt = performance.now();
  const view = readView(core, args.view, 'modal');
  const trigger = exchange(core, args.trigger_id, arrivedAt);
  const stack = stackOf(core, trigger.user);
  if (!stack.some((one) => one.id === trigger.viewId)) throw new ApiError('not_found');
  if (stack.length >= maxStack) throw new ApiError('push_limit_reached');
  return told(core, pushModal(core, trigger.user, view));
}

function update(core: Core, args: Rec): Rec {
  const id = textOf(args.view_id);
  const externalId = textOf(args.external_id);
  if (!id && !externalId) throw missing('view_id');
  const stored = findView(core, { ...(id ? { id } : {}), ...(externalId ? { externalId } : {}) });
  if (!stored) throw new ApiError('not_found');
  const kind = stored.view.type === 'home' ? 'home' : 'modal';
  const view = readView(core, args.view, kind, stored);
  checkHash(args.hash, stored);
  replaceView(core, stored, view);
  return told(core, stored);
}

function publish(core: Core, args: Rec): Rec {
  const user = core.workspace.users.get(String(args.user_id));
  if (!user || user.kind === 'bot' || user.kind === 'app') throw new ApiError('user_not_found');
  const view = readView(core, args.view, 'home');
  const stored = core.workspace.homes.get(user.id);
  if (stored) checkHash(args.hash, stored);
  return told(core, publishHome(core, user.id, view));
}

/** A hash says which state of the view the app has seen: another one since then is a conflict. */
function checkHash(hash: unknown, stored: StoredView): void {
  if (textOf(hash) && hash !== stored.hash) throw new ApiError('hash_conflict');
}

function readView(core: Core, given: unknown, kind: 'modal' | 'home', current?: StoredView): Rec {
  const view = typeof given === 'string' ? parseJson(given) : given;
  if (!isRec(view)) throw blockError('invalid_arguments', ['must be a valid view [json-pointer:/view]']);
  if (Buffer.byteLength(JSON.stringify(view)) > 250_000) throw new ApiError('view_too_large');
  const messages = invalidBlocks(kind, view);
  if (messages.length) throw blockError('invalid_arguments', messages);
  if (slackFilesIn(view.blocks).some((id) => !core.workspace.files.has(id))) {
    throw blockError('invalid_arguments', ['invalid slack file']);
  }
  const externalId = textOf(view.external_id);
  const other = externalId ? findView(core, { externalId }) : undefined;
  if (other && other !== current) throw new ApiError('duplicate_external_id');
  return view;
}

function exchange(core: Core, id: unknown, arrivedAt: number): Trigger {
  const trigger = core.triggers.exchange(String(id), arrivedAt);
  if (typeof trigger === 'string') throw new ApiError(trigger);
  return trigger;
}

function told(core: Core, stored: StoredView): Rec {
  const values = mergedState(stored.blocks, stored.typed);
  return { view: viewObject(core.workspace, stored, values) };
}
