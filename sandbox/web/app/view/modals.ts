import { type ComponentChildren, h } from 'preact';
import { useDesk } from './desk.ts';
import { Modal } from './modal.ts';

/** The topmost open view; the ones below come back when it closes. */
export function Modals(): ComponentChildren {
  const { snapshot } = useDesk();
  const top = snapshot.views.at(-1);
  return top ? h(Modal, { open: top, key: top.id }) : null;
}
