import type { DataTableBlock, KnownBlock, ModalView } from '@slack/types';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text });
const option = (value: string, text: string) => ({ text: plain(text), value });
export const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** An approval card as the bot posts it. */
export const approvalCard: KnownBlock[] = [
  { type: 'header', block_id: 'h', text: plain('Licence request') },
  {
    type: 'section',
    block_id: 's',
    text: mrkdwn('<@U0BEN|ben> asks for a *Licensed* Zoom account for 14 days.'),
    fields: [
      mrkdwn('*For*\nBen Okafor'),
      mrkdwn('*Seats*\n3 of 10 free'),
      mrkdwn('*Until*\n7 December'),
      mrkdwn('*Reason*\nAnnual meeting with &lt;200 people&gt;'),
    ],
  },
  {
    type: 'context',
    block_id: 'c',
    elements: [
      mrkdwn(
        ':hourglass_flowing_sand: Expires <!date^1795600800^{date_short_pretty} at {time}|on 29 November>',
      ),
    ],
  },
  {
    type: 'actions',
    block_id: 'decide',
    elements: [
      { type: 'button', action_id: 'request:approve', style: 'primary', text: plain('Approve'), value: 'r1' },
      {
        type: 'button',
        action_id: 'request:deny',
        style: 'danger',
        text: plain('Deny'),
        value: 'r1',
        confirm: {
          title: plain('Deny this request?'),
          text: mrkdwn('*Ben Okafor* is told so at once.'),
          confirm: plain('Deny'),
          deny: plain('Not yet'),
          style: 'danger',
        },
      },
      { type: 'button', action_id: 'open', text: plain('Open in Zoom'), url: 'https://zoom.us/account/user' },
      {
        type: 'overflow',
        action_id: 'more',
        options: [option('history', 'Show history'), option('escalate', 'Escalate')],
      },
    ],
  },
];

const idle = [
  ['Ada', 9],
  ['Ben', null],
  ['Mia', 100],
  ['Otto', 30],
] as const;

/** A message with every block and element that a message may hold, and one that nobody knows. */
export const everyBlock: KnownBlock[] = [
  {
    type: 'section',
    block_id: 'b1',
    text: mrkdwn(
      'Loud: <!channel>, quiet: &lt;!channel&gt;, twice: &amp;lt;b&amp;gt;, *bold* _italic_ ~gone~ `code` <https://example.com?a=1&amp;b=2|a link>',
    ),
  },
  {
    type: 'section',
    block_id: 'b2',
    text: mrkdwn('> A quote\n> of two lines\n• one\n• two\n```const x = &lt;T&gt;;```'),
  },
  { type: 'divider', block_id: 'b3' },
  {
    type: 'section',
    block_id: 'b4',
    text: mrkdwn('Notify me'),
    accessory: {
      type: 'static_select',
      action_id: 'notify',
      placeholder: plain('When?'),
      options: [option('always', 'Always'), option('never', 'Never')],
    },
  },
  {
    type: 'section',
    block_id: 'b5',
    text: plain('Plain *text* stays &amp; plain :tada:'),
    accessory: { type: 'image', image_url: pixel, alt_text: 'A dot' },
  },
  {
    type: 'image',
    block_id: 'b6',
    image_url: 'https://images.example.com/far.png',
    alt_text: 'A picture from elsewhere',
    title: plain('Foreign'),
  },
  {
    type: 'rich_text',
    block_id: 'b7',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'Rich *literal* ' },
          { type: 'text', text: 'bold', style: { bold: true } },
          { type: 'emoji', name: 'rocket' },
          { type: 'user', user_id: 'U0ADA' },
        ],
      },
      {
        type: 'rich_text_list',
        style: 'ordered',
        elements: [
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'first' }] },
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'second' }] },
        ],
      },
    ],
  },
  {
    type: 'markdown',
    block_id: 'b8',
    text: '## Markdown\n\nWith **bold**, `code` and [a link](https://example.com).\n\n- one\n- two',
  },
  {
    type: 'table',
    block_id: 'b9',
    column_settings: [{}, { align: 'right' }],
    rows: [
      [
        { type: 'raw_text', text: 'Name' },
        { type: 'raw_text', text: 'Meetings' },
      ],
      [
        { type: 'raw_text', text: 'Ada' },
        { type: 'raw_number', value: 12, text: '12' },
      ],
    ],
  },
  { type: 'alert', block_id: 'b10', level: 'warning', text: mrkdwn('Two seats are left.') },
  { type: 'card', block_id: 'b11', title: mrkdwn('A card'), body: mrkdwn('with a body') },
  {
    type: 'actions',
    block_id: 'b12',
    elements: [
      { type: 'users_select', action_id: 'who', placeholder: plain('Pick a person') },
      { type: 'datepicker', action_id: 'day', initial_date: '2026-12-01' },
      {
        type: 'checkboxes',
        action_id: 'flags',
        options: [option('a', 'Webinar'), option('b', 'Large meeting')],
      },
      { type: 'timepicker', action_id: 'time' },
    ],
  },
  {
    type: 'video',
    block_id: 'b13',
    alt_text: 'v',
    title: plain('v'),
    video_url: 'https://example.com',
    thumbnail_url: 'https://example.com',
  },
  {
    type: 'data_table',
    block_id: 'b15',
    caption: 'Idle licences',
    page_size: 3,
    rows: [
      [
        { type: 'raw_text', text: 'Who' },
        { type: 'raw_text', text: 'Days' },
      ],
      ...idle.map(([name, days]): DataTableBlock['rows'][number] => [
        { type: 'raw_text', text: name },
        days === null
          ? { type: 'raw_text', text: '–' }
          : { type: 'raw_number', value: days, text: `${days}` },
      ]),
    ],
  },
  {
    type: 'data_visualization',
    block_id: 'b16',
    title: 'Licences',
    chart: {
      type: 'line',
      series: [
        { name: 'Used', data: [1, 2].map((value) => ({ label: `M${value}`, value: value * 10 })) },
        { name: 'Bought', data: [1, 2].map((value) => ({ label: `M${value}`, value: 30 })) },
      ],
      axis_config: { categories: ['M1', 'M2'], y_label: 'Licences' },
    },
  } as unknown as KnownBlock,
  { type: 'from_the_future', block_id: 'b14' } as unknown as KnownBlock,
];

/** A form with every kind of field. */
export const everyField: ModalView = {
  type: 'modal',
  callback_id: 'form:create-user',
  title: plain('Create a Zoom user'),
  submit: plain('Create'),
  close: plain('Cancel'),
  blocks: [
    { type: 'section', block_id: 'intro', text: mrkdwn('The person gets an *invitation by email*.') },
    {
      type: 'input',
      block_id: 'name',
      label: plain('Display name'),
      element: {
        type: 'plain_text_input',
        action_id: 'name',
        placeholder: plain('Grace Hopper'),
        max_length: 64,
      },
    },
    {
      type: 'input',
      block_id: 'email',
      label: plain('Email'),
      hint: plain('An address of your company'),
      element: { type: 'email_text_input', action_id: 'email', placeholder: plain('name@example.com') },
    },
    {
      type: 'input',
      block_id: 'person',
      label: plain('Manager'),
      element: { type: 'users_select', action_id: 'person' },
    },
    {
      type: 'input',
      block_id: 'assistants',
      label: plain('Assistants'),
      optional: true,
      element: {
        type: 'multi_users_select',
        action_id: 'assistants',
        initial_users: ['U0MIA', 'U0GRACE'],
        placeholder: plain('Add people'),
      },
    },
    {
      type: 'input',
      block_id: 'type',
      label: plain('Licence'),
      element: {
        type: 'radio_buttons',
        action_id: 'type',
        initial_option: option('basic', 'Basic'),
        options: [
          option('basic', 'Basic'),
          { ...option('licensed', 'Licensed'), description: plain('Uses one of 3 free seats') },
        ],
      },
    },
    {
      type: 'input',
      block_id: 'addons',
      label: plain('Add-ons'),
      optional: true,
      element: {
        type: 'checkboxes',
        action_id: 'addons',
        options: [option('webinar', 'Webinar'), option('large', 'Large meeting')],
      },
    },
    {
      type: 'input',
      block_id: 'dept',
      label: plain('Department'),
      optional: true,
      element: {
        type: 'static_select',
        action_id: 'dept',
        option_groups: [
          { label: plain('Product'), options: [option('eng', 'Engineering'), option('des', 'Design')] },
          { label: plain('Business'), options: [option('sales', 'Sales')] },
        ],
      },
    },
    {
      type: 'input',
      block_id: 'groups',
      label: plain('Groups'),
      optional: true,
      element: {
        type: 'multi_static_select',
        action_id: 'groups',
        options: [option('a', 'Alpha'), option('b', 'Beta')],
      },
    },
    {
      type: 'input',
      block_id: 'until',
      label: plain('Until'),
      optional: true,
      element: { type: 'datepicker', action_id: 'until' },
    },
    {
      type: 'input',
      block_id: 'seats',
      label: plain('Meeting size'),
      optional: true,
      element: {
        type: 'number_input',
        action_id: 'seats',
        is_decimal_allowed: false,
        min_value: '1',
        max_value: '1000',
      },
    },
    {
      type: 'input',
      block_id: 'link',
      label: plain('Profile link'),
      optional: true,
      element: { type: 'url_text_input', action_id: 'link' },
    },
    {
      type: 'input',
      block_id: 'picture',
      label: plain('Picture'),
      optional: true,
      element: { type: 'file_input', action_id: 'picture', filetypes: ['png', 'jpg'], max_files: 1 },
    },
    {
      type: 'input',
      block_id: 'reason',
      label: plain('Reason'),
      optional: true,
      element: { type: 'plain_text_input', action_id: 'reason', multiline: true },
    },
  ],
};
