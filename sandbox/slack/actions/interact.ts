import { connectionTrouble } from '../answer-submission.ts';
import { invalidBlocks } from '../block-kit.ts';
import type { Core } from '../core.ts';
import type { SelectOption, Suggestions, UserActions } from '../desktop.ts';
import { findElement, mergedState, optionsOf } from '../elements.ts';
import { isRec } from '../json.ts';
import { blockAction, interaction, withValue } from '../payloads.ts';
import { isExternal, rememberSuggestions } from '../suggestions.ts';
import {
  actorOf,
  findPlace,
  type Place,
  placeOf,
  refused,
  type TimedResult,
  timed,
  toResult,
} from './action.ts';

/** Clicks a button or changes an element: sends `block_actions`. A failure is shown where the click was. */
export async function doAction(core: Core, action: UserActions['action']): Promise<TimedResult> {
  const user = actorOf(core, action.user);
  if (typeof user === 'string') return refused(user);
  const place = findPlace(core, user.id, action.surface);
  if (!place) return refused('surface_not_found');
  const placed = findElement(place.blocks, action.actionId, action.blockId || undefined);
  if (!placed) return refused('element_not_found');
  const typed = place.kind === 'view' ? place.stored.typed : {};
  const entered = withValue(mergedState(place.blocks, typed, action.values ?? {}), placed, action.state);
  if (place.kind === 'view') place.stored.typed = entered;
  // An input block tells the app only when it asks for it.
  if (placed.isInput && placed.block.dispatch_action !== true) return { ok: true, ackMs: 0 };
  const viewId = place.kind === 'view' ? place.stored.id : undefined;
  const payload = {
    ...interaction(core.workspace, 'block_actions', user),
    trigger_id: core.triggers.issue({ user: user.id, ...(viewId ? { viewId } : {}) }),
    ...placeOf(core, place, entered),
    ...responseUrlOf(core, user.id, place),
    actions: [blockAction(placed, action.state)],
  };
  setTrouble(core, place, user.id, undefined);
  const { value, ms } = await timed(() => core.deliver({ kind: 'interactive', payload }));
  if (!value.ok) setTrouble(core, place, user.id, connectionTrouble);
  return toResult(value, ms);
}

function setTrouble(core: Core, place: Place, user: string, words: string | undefined): void {
  if (place.kind === 'message') {
    if (words) place.message.troubles.set(user, words);
    else place.message.troubles.delete(user);
  } else if (words) place.stored.trouble = words;
  else delete place.stored.trouble;
  core.changes.touch();
}

/** Only messages can be answered to. */
function responseUrlOf(core: Core, user: string, place: Place): { response_url?: string } {
  if (place.kind === 'view') return {};
  const reply = { user, channel: place.channel.id, messageTs: place.message.ts };
  return { response_url: core.url() + core.responseUrls.issue(reply) };
}

/** Slack asks once this many characters are typed, unless the element says otherwise. */
const usualQueryLength = 3;

const nothing = (action: TimedResult): Suggestions & TimedResult => ({ ...action, options: [] });

/**
 * Opens an external select: `block_suggestion`, answered with at most a hundred options or groups of them. With
 * fewer characters than `min_query_length` nothing is sent.
 */
export async function doSuggest(
  core: Core,
  action: UserActions['suggest'],
): Promise<Suggestions & TimedResult> {
  const user = actorOf(core, action.user);
  if (typeof user === 'string') return nothing(refused(user));
  const place = findPlace(core, user.id, action.surface);
  if (!place) return nothing(refused('surface_not_found'));
  const placed = findElement(place.blocks, action.actionId, action.blockId || undefined);
  if (!placed || !isExternal(placed)) return nothing(refused('element_not_found'));
  const least = Number(placed.element.min_query_length ?? usualQueryLength);
  if (action.value.length < least) return nothing({ ok: true, ackMs: 0 });
  const typed = place.kind === 'view' ? place.stored.typed : {};
  const { state: _state, ...where } = placeOf(core, place, mergedState(place.blocks, typed));
  const payload = {
    ...interaction(core.workspace, 'block_suggestion', user),
    ...where,
    action_id: placed.actionId,
    block_id: placed.blockId,
    value: action.value,
  };
  const { value, ms } = await timed(() => core.deliver({ kind: 'interactive', payload }));
  if (!value.ok) return nothing(toResult(value, ms));
  const options = optionsIn(value.body);
  if (!options) return nothing({ ok: false, error: 'invalid_options', ackMs: ms });
  rememberSuggestions(core, user.id, placed, options);
  return { ok: true, ackMs: ms, options };
}

/** The options of an answer that Slack can show; an empty list means that nothing was found. */
function optionsIn(body: unknown): readonly SelectOption[] | undefined {
  if (!isRec(body) || !(Array.isArray(body.options) || Array.isArray(body.option_groups))) return undefined;
  const options = optionsOf(body);
  if (options.length === 0) return [];
  const { option_groups: groups } = body;
  const menu = groups ? { option_groups: groups } : { options };
  const accessory = { type: 'static_select', action_id: 'select', ...menu };
  const section = { type: 'section', text: { type: 'mrkdwn', text: 'select' }, accessory };
  return invalidBlocks('message', [section]).length ? undefined : (options as unknown as SelectOption[]);
}
