import type { Core } from '../core.ts';
import type { Deeds, SelectOption, Suggestions } from '../desktop.ts';
import { mergedState } from '../element-state.ts';
import { findElement, optionsOf } from '../elements.ts';
import { isRec } from '../json.ts';
import { interaction } from '../payloads/common.ts';
import { isExternal, rememberSuggestions } from '../suggestions.ts';
import { invalidBlocks } from '../validate-blocks.ts';
import { actorOf } from './actor.ts';
import { findPlace, placeOf } from './place.ts';
import { type Deed, deedOf, refused, timed } from './result.ts';

/** Slack asks once this many characters are typed, unless the element says otherwise. */
const usualQueryLength = 3;

const nothing = (deed: Deed): Suggestions & Deed => ({ ...deed, options: [] });

/**
 * Opens an external select: `block_suggestion`, answered with at most a hundred options or groups of them. With
 * fewer characters than `min_query_length` nothing is sent.
 */
export async function doSuggest(core: Core, deed: Deeds['suggest']): Promise<Suggestions & Deed> {
  const user = actorOf(core, deed.user);
  if (typeof user === 'string') return nothing(refused(user));
  const place = findPlace(core, user.id, deed.surface);
  if (!place) return nothing(refused('surface_not_found'));
  const placed = findElement(place.blocks, deed.actionId, deed.blockId || undefined);
  if (!placed || !isExternal(placed)) return nothing(refused('element_not_found'));
  const least = Number(placed.element.min_query_length ?? usualQueryLength);
  if (deed.value.length < least) return nothing({ ok: true, ackMs: 0 });
  const typed = place.kind === 'view' ? place.stored.typed : {};
  const { state: _state, ...where } = placeOf(core, place, mergedState(place.blocks, typed));
  const payload = {
    ...interaction(core.workspace, 'block_suggestion', user),
    ...where,
    ...{ action_id: placed.actionId, block_id: placed.blockId, value: deed.value },
  };
  const { value, ms } = await timed(() => core.deliver({ kind: 'interactive', payload }));
  if (!value.ok) return nothing(deedOf(value, ms));
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
