const gapPx = 4;
const wantedPx = 240;

/**
 * Shows a list in the browser's top layer, below its field or above it where there is more room, so that no scrolling
 * form cuts it off. The returned function takes it away.
 */
export function placeBelow(list: HTMLElement, field: HTMLElement): () => void {
  const place = () => {
    const { top, bottom, left, width } = field.getBoundingClientRect();
    const below = innerHeight - bottom - 2 * gapPx;
    const above = top - 2 * gapPx;
    const up = below < Math.min(wantedPx, list.scrollHeight) && above > below;
    list.style.left = `${left}px`;
    list.style.width = `${Math.max(width, 180)}px`;
    list.style.maxHeight = `${Math.min(wantedPx, up ? above : below)}px`;
    list.style.top = up ? 'auto' : `${bottom + gapPx}px`;
    list.style.bottom = up ? `${innerHeight - top + gapPx}px` : 'auto';
  };
  list.showPopover();
  place();
  addEventListener('resize', place);
  addEventListener('scroll', place, true);
  return () => {
    removeEventListener('resize', place);
    removeEventListener('scroll', place, true);
    if (list.matches(':popover-open')) list.hidePopover();
  };
}
