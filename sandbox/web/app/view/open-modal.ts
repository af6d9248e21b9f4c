/**
 * Opens a dialog above the page. The returned function closes it: the browser then gives the focus back to
 * where it was, which merely removing the element would not do.
 */
export function openModal(dialog: HTMLDialogElement | null): () => void {
  dialog?.showModal();
  return () => dialog?.close();
}
