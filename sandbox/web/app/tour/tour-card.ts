import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Icon } from '../view/icons.ts';
import { usePage } from '../view/page-context.ts';
import { useStartAfresh } from '../view/start-afresh.ts';
import { stories } from './stories.ts';
import type { Tour } from './use-tour.ts';

/** The guided tour: one thing to do at a time, and what happened behind the scenes. */
export function TourCard({ tour }: { tour: Tour }): ComponentChildren {
  const { progress, step, phase } = tour;
  const button = useRef<HTMLButtonElement>(null);
  const pressed = useRef(false);
  const id = useId();
  const { done } = progress;
  const story = stories[progress.story];
  // The action may have moved the focus into the page; whoever pressed here goes on here.
  useEffect(() => {
    if (done && pressed.current) button.current?.focus();
    pressed.current = false;
  }, [done]);
  const close = () => {
    tour.toggle();
    document.getElementById('tour-button')?.focus();
  };
  const press = () => {
    if (done) return tour.next();
    pressed.current = true;
    tour.doIt();
  };
  const busy = !done && (phase === 'doing' || phase === 'waiting');
  return html`<aside class="tour" aria-labelledby=${id}>
    <header class="tour-head">
      <h2 class="tour-title" id=${id}>Tour</h2>
      <button type="button" class="icon-button" aria-label="Close the tour" onClick=${close}>${h(Icon, { name: 'close' })}</button>
    </header>
    ${story && h(StoryPicker, { tour })}
    ${
      story && step
        ? html`<p class="tour-says" aria-live="polite">${done ? '' : step.says}</p>
            <div role="status">
              ${
                done &&
                html`<p class="tour-behind">${h(Icon, { name: 'check' })}<span><b>Done.</b> ${step.behind}</span></p>`
              }
              ${
                phase === 'failed' &&
                !done &&
                html`<p class="tour-behind">That did not work out, perhaps for what was changed before. Try again, skip it, or start afresh at the top.</p>`
              }
            </div>
            <footer class="tour-foot">
              <span class="tour-count">Step ${progress.step + 1} of ${story.steps.length}</span>
              <span class="spring"></span>
              ${!done && html`<button type="button" class="button button-quiet" onClick=${tour.next}>Skip</button>`}
              <button ref=${button} type="button" class="button button-primary" aria-busy=${busy} aria-disabled=${busy} onClick=${busy ? undefined : press}>
                ${busy && html`<span class="spinner"></span>`}
                ${done ? nextWords(progress.step + 1 < story.steps.length, progress.story) : busyWords[phase]}
              </button>
            </footer>`
        : h(TourEnd, null)
    }
  </aside>`;
}

const busyWords = { idle: 'Do it for me', failed: 'Do it for me', doing: 'Doing it…', waiting: 'Waiting…' };

function nextWords(more: boolean, story: number): string {
  if (more) return 'Next';
  return story + 1 < stories.length ? 'Next story' : 'Finish';
}

function StoryPicker({ tour }: { tour: Tour }): ComponentChildren {
  const pick = (event: Event) => tour.goTo(Number((event.currentTarget as HTMLSelectElement).value));
  return html`<select class="tour-story" aria-label="Story" value=${tour.progress.story} onChange=${pick}>
    ${stories.map(({ title }, index) => html`<option value=${index} key=${title}>${index + 1} of ${stories.length}: ${title}</option>`)}
  </select>`;
}

/** What comes after the last story. */
function TourEnd(): ComponentChildren {
  const { snapshot } = usePage();
  const { busy, start } = useStartAfresh();
  return html`<p class="tour-says">
      That was the tour. Look around: <code>${snapshot.app.command} help</code> knows every command. To take the tour
      again, put everything back first.
    </p>
    <footer class="tour-foot">
      <span class="spring"></span>
      <button type="button" class="button" aria-busy=${busy} onClick=${start}>Start afresh</button>
    </footer>`;
}
