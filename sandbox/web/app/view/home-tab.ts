import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useEffect } from 'preact/hooks';
import { Blocks } from '../blocks/blocks.ts';
import { SurfaceScope } from '../elements/surface.ts';
import { keyOf } from '../state/page-state.ts';
import { useDesk } from './desk.ts';
import { MainHeader, type MainTools } from './main-header.ts';

/** The app's Home tab, as the app published it for this person. */
export function HomeTab({ tools }: { tools: MainTools }): ComponentChildren {
  const { snapshot, state, run } = useDesk();
  const { home: published, app } = snapshot;
  const key = keyOf('home', state.userId);
  const switched = snapshot.me.id;
  // A person who arrives here by switching or reloading opens the tab, too.
  useEffect(() => {
    if (!published && !state.busy.includes(key)) void run('home', { user: switched }, key);
  }, [switched]);
  const waiting = state.busy.includes(key);
  return html`<section class="conversation" aria-labelledby="main-title">
    ${h(MainHeader, { tools })}
    <div class="home" tabindex="0" role="region" aria-label="Home tab" aria-busy=${waiting}>
      <div class="home-page">
        ${
          published
            ? h(SurfaceScope, {
                surface: { kind: 'home' },
                name: 'home',
                blocks: published.blocks,
                children: h(Blocks, { blocks: published.blocks }),
              })
            : html`<div class="empty">
                <h2>${waiting ? `${app.name} is preparing its Home tab…` : `${app.name} has no Home tab for you yet`}</h2>
                <p>Write <code>${app.command} help</code> in its messages to see what it can do.</p>
              </div>`
        }
      </div>
    </div>
  </section>`;
}
