import { html } from 'htm/preact';
import { type ComponentChildren, Fragment, h } from 'preact';
import { type Choice, grouped } from './select-options.ts';

/** The `<option>`s of a native select, in their groups. */
export function OptionList({ choices }: { choices: readonly Choice[] }): ComponentChildren {
  return h(
    Fragment,
    null,
    grouped(choices).map(([group, members]) => {
      const options = members.map(
        (one) => html`<option value=${one.value} key=${one.value}>${one.label}</option>`,
      );
      return group ? html`<optgroup label=${group} key=${group}>${options}</optgroup>` : options;
    }),
  );
}
