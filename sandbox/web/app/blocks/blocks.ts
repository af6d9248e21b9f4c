import type {
  ActionsBlock,
  AlertBlock,
  AnyBlock,
  CardBlock,
  ContextBlock,
  HeaderBlock,
  InputBlock,
  KnownBlock,
  SectionBlock,
  TableBlock,
} from '@slack/types';
import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useId } from 'preact/hooks';
import { ButtonView } from '../elements/buttons.ts';
import { ElementView, isGroup } from '../elements/element-view.ts';
import { useSurface } from '../elements/surface.ts';
import { parseMrkdwn } from '../mrkdwn/mrkdwn.ts';
import { plainText } from '../mrkdwn/plain-text.ts';
import { Icon, type IconName } from '../view/icons.ts';
import { usePage } from '../view/page-context.ts';
import { type ChartBlock, ChartView } from './chart-view.ts';
import { DataTableView } from './data-table-view.ts';
import { ImageBlockView, ImageElementView } from './image-view.ts';
import { RichTextView } from './rich-text-view.ts';
import { MarkdownView, Plain, TextView } from './text-view.ts';

/** Blocks from top to bottom. */
export function Blocks({ blocks }: { blocks: readonly AnyBlock[] }): ComponentChildren {
  return html`<div class="blocks">
    ${(blocks as readonly KnownBlock[]).map((block, index) => h(BlockView, { block, key: block.block_id ?? index }))}
  </div>`;
}

/** One block. A kind the sandbox does not know is shown as a placeholder, never a crash. */
function BlockView({ block }: { block: KnownBlock | ChartBlock; key?: string | number }): ComponentChildren {
  switch (block.type) {
    case 'section':
      return h(SectionView, { block });
    case 'header':
      return h(HeaderView, { block });
    case 'divider':
      return html`<hr class="block-divider" />`;
    case 'context':
      return h(ContextView, { block });
    case 'actions':
      return h(ActionsView, { block });
    case 'input':
      return h(InputView, { block });
    case 'image':
      return h(ImageBlockView, { block });
    case 'rich_text':
      return h(RichTextView, { block });
    case 'markdown':
      return h(MarkdownView, { text: block.text });
    case 'table':
      return h(TableView, { block });
    case 'data_table':
      return h(DataTableView, { block });
    case 'data_visualization':
      return h(ChartView, { block });
    case 'alert':
      return h(AlertView, { block });
    case 'card':
      return h(CardView, { block });
    default:
      return html`<p class="unknown">The sandbox cannot show a block of type “${block.type}”</p>`;
  }
}

/** Text and fields, with an element beside them; that element is named by the text. */
function SectionView({ block }: { block: SectionBlock }): ComponentChildren {
  const id = useId();
  const { text, fields, accessory } = block;
  return html`<div class="block-section">
    <div class="section-text">
      ${text && h(TextView, { text })}
      ${fields && html`<div class="section-fields">${fields.map((field) => html`<div class="section-field">${h(TextView, { text: field })}</div>`)}</div>`}
    </div>
    ${
      accessory &&
      html`<div class=${`section-accessory accessory-${accessory.type}`}>
        ${h(ElementView, {
          element: accessory,
          blockId: block.block_id ?? '',
          id,
          label: text ? plainText(parseMrkdwn(text.text)) : 'Choose',
          dispatches: true,
        })}
      </div>`
    }
  </div>`;
}

/** Buttons and selects in a row. */
function ActionsView({ block }: { block: ActionsBlock }): ComponentChildren {
  const id = useId();
  return html`<div class="block-actions">
    ${block.elements.map((element, index) =>
      h(ElementView, {
        element,
        blockId: block.block_id ?? '',
        id: `${id}-${index}`,
        label: ('placeholder' in element && element.placeholder?.text) || 'Choose',
        dispatches: true,
        key: element.action_id,
      }),
    )}
  </div>`;
}

/** Small print: texts and tiny images in a row. */
function ContextView({ block }: { block: ContextBlock }): ComponentChildren {
  return html`<div class="block-context">
    ${block.elements.map((element) =>
      element.type === 'image'
        ? h(ImageElementView, { element, size: 'small' })
        : html`<span class="context-text">${h(TextView, { text: element })}</span>`,
    )}
  </div>`;
}

/** How Slack marks a field that may be left out, by the language of the reader's Slack; in English otherwise. */
const optionalIn: Readonly<Record<string, string>> = {
  es: 'opcional',
  fr: 'facultatif',
  ja: '任意',
  pt: 'opcional',
};

/** A labelled field with its hint and, after a refused submission, what is wrong with it. */
function InputView({ block }: { block: InputBlock }): ComponentChildren {
  const { state, snapshot } = usePage();
  const { surface } = useSurface();
  const id = useId();
  const blockId = block.block_id ?? '';
  const error = surface.kind === 'view' ? state.errors[surface.viewId]?.[blockId] : undefined;
  const hint = block.hint && `${id}-hint`;
  const describedBy = [error && `${id}-error`, hint].filter(Boolean).join(' ') || undefined;
  const mark = optionalIn[snapshot.me.locale.slice(0, 2)] ?? 'optional';
  const label = html`${h(Plain, { text: block.label })}${block.optional && html` <span class="optional">(${mark})</span>`}`;
  const field = h(ElementView, {
    element: block.element,
    blockId,
    id,
    describedBy,
    invalid: error !== undefined,
    required: !block.optional,
    dispatches: block.dispatch_action ?? false,
  });
  const notes = html`
    ${error && html`<p class="field-error" id=${`${id}-error`}>${h(Icon, { name: 'warning' })} ${error}</p>`}
    ${block.hint && html`<p class="field-hint" id=${hint}>${h(Plain, { text: block.hint })}</p>`}
  `;
  const look = `field${error ? ' field-invalid' : ''}`;
  if (isGroup(block.element))
    return html`<fieldset class=${look}><legend class="field-label">${label}</legend>${field}${notes}</fieldset>`;
  return html`<div class=${look}><label class="field-label" for=${id}>${label}</label>${field}${notes}</div>`;
}

/** A heading; in a form it stands below the form's own title. */
function HeaderView({ block }: { block: HeaderBlock }): ComponentChildren {
  const { surface } = useSurface();
  const level = surface.kind === 'view' ? 'h3' : 'h2';
  return h(level, { class: 'block-header' }, h(Plain, { text: block.text }));
}

const icons = {
  default: 'info',
  info: 'info',
  warning: 'warning',
  error: 'warning',
  success: 'check',
} as const;

/** A notice with a colour and, for those who do not see colours, a sign. */
function AlertView({ block }: { block: AlertBlock }): ComponentChildren {
  const level = block.level ?? 'default';
  const name: IconName = icons[level];
  return html`<div class=${`block-alert alert-${level}`}>${h(Icon, { name })}<div>${h(TextView, { text: block.text })}</div></div>`;
}

/** A framed card: icon, title, a few words, buttons. */
function CardView({ block }: { block: CardBlock }): ComponentChildren {
  const { icon, title, subtitle, body, actions } = block;
  return html`<div class="block-card">
    ${icon && h(ImageElementView, { element: icon, size: 'small' })}
    ${title && html`<strong>${h(TextView, { text: title })}</strong>`}
    ${subtitle && html`<div class="option-hint">${h(TextView, { text: subtitle })}</div>`}
    ${body && h(TextView, { text: body })}
    ${actions && html`<div class="block-actions">${actions.map((element) => h(ButtonView, { element, blockId: block.block_id ?? '' }))}</div>`}
  </div>`;
}

type Cell = TableBlock['rows'][number][number];

/** A table; its first row heads the columns, as in Slack. */
function TableView({ block }: { block: TableBlock }): ComponentChildren {
  const [head = [], ...rows] = block.rows;
  const settings = block.column_settings ?? [];
  const look = (column: number) =>
    `align-${settings[column]?.align ?? 'left'}${settings[column]?.is_wrapped ? ' wrapped' : ''}`;
  return html`<div class="block-table" tabindex="0" role="region" aria-label="Table">
    <table>
      <thead>
        <tr>${head.map((cell, column) => html`<th scope="col" class=${look(column)}>${cellView(cell)}</th>`)}</tr>
      </thead>
      <tbody>
        ${rows.map((row) => html`<tr>${row.map((cell, column) => html`<td class=${look(column)}>${cellView(cell)}</td>`)}</tr>`)}
      </tbody>
    </table>
  </div>`;
}

function cellView(cell: Cell): ComponentChildren {
  return cell.type === 'rich_text' ? h(RichTextView, { block: cell }) : cell.text;
}
