import { isRec, type Rec, recsOf } from './json.ts';

/** An interactive element and where it stands. */
export interface Placed {
  readonly blockId: string;
  readonly actionId: string;
  readonly block: Rec;
  readonly element: Rec;
  /** Inside an input block: it has a value to submit. */
  readonly isInput: boolean;
}

/** All interactive elements of a message or a view, in reading order, containers included. */
export function elementsOf(blocks: unknown): Placed[] {
  return recsOf(blocks).flatMap((block) => {
    if (block.type === 'container') return elementsOf(block.child_blocks);
    if (block.type === 'input') return place(block, [block.element], true);
    return place(block, [block.accessory, ...recsOf(block.elements), ...recsOf(block.actions)], false);
  });
}

/** The element with this action id, in this block when one is named. */
export function findElement(blocks: unknown, actionId: string, blockId?: string): Placed | undefined {
  const sameBlock = (placed: Placed) => blockId === undefined || placed.blockId === blockId;
  return elementsOf(blocks).find((placed) => placed.actionId === actionId && sameBlock(placed));
}

/** The options of a select, a radio group, checkboxes or an overflow menu, groups flattened. */
export function optionsOf(element: Rec): Rec[] {
  return [
    ...recsOf(element.options),
    ...recsOf(element.option_groups).flatMap((group) => recsOf(group.options)),
  ];
}

function place(block: Rec, candidates: unknown[], isInput: boolean): Placed[] {
  return candidates
    .filter(isRec)
    .filter((element) => typeof element.action_id === 'string')
    .map((element) => ({
      blockId: String(block.block_id),
      actionId: String(element.action_id),
      block,
      element,
      isInput,
    }));
}
