/**
 * Other names of commands, as people type them. They are written in small letters with dashes between the words, and
 * "license" stands for both spellings. What follows a name's first word is put before what was typed after it: `timezone
 * Europe/Berlin` is `profile time-zone Europe/Berlin`.
 */
const aliasesByCommand: Readonly<Record<string, string>> = {
  help: 'commands command menu usage man h halp hlep hepl help-me helpme what-can-you-do',
  whoami: 'who-am-i who-i-am',
  status: 'account my-account my-status show-status zoom-account my-license license-status me',
  'my-requests':
    'cancel undo withdraw my-request request-status cancel-request undo-request withdraw-request cancel-my-request',
  away: 'stand-in standin substitute holiday vacation out-of-office ooo delegate-approvals on-holiday on-leave',
  'away back': 'back im-back i-am-back',
  assistants: 'assistant my-assistants list-assistants show-assistants delegates my-delegates',
  'add-assistant':
    'new-assistant add-delegate add-assistants set-assistant assign-assistant add-as-assistant',
  'remove-assistant':
    'remove-assistants delete-assistant delete-assistants remove-delegate revoke-assistant drop-assistant',
  schedulers: 'scheduler my-schedulers list-schedulers show-schedulers',
  'remove-scheduler': 'remove-schedulers delete-scheduler stop-scheduling stop-scheduling-for',
  'check-email': 'check-mail check-address check-e-mail lookup-email email-check',
  'check-name': 'check-link check-link-name name-check check-vanity check-vanity-name',
  'settings waiting-room': 'waiting-room waitingroom',
  'settings cloud-recording': 'cloud-recording',
  'settings local-recording': 'local-recording',
  'settings screen-sharing': 'screen-sharing screenshare',
  'settings breakout-rooms': 'breakout-rooms',
  profile: 'my-profile edit-profile change-profile update-profile show-profile edit-my-profile',
  'profile display-name': 'change-name rename display-name change-display-name',
  'profile time-zone': 'timezone time-zone tz change-timezone change-time-zone set-timezone set-time-zone',
  'profile language': 'language change-language set-language',
  'profile job-title': 'job-title change-job-title',
  'profile department': 'department change-department',
  'profile pronouns': 'pronouns change-pronouns',
  picture:
    'photo avatar pic image my-picture my-photo change-picture change-photo change-profile-picture change-profile-photo update-picture profile-picture profile-photo upload-picture upload-photo set-picture',
  settings: 'setting my-settings change-settings change-setting preferences prefs',
  'set-password':
    'password passwd passcode-change change-password reset-password new-password forgot-password password-reset update-password',
  'change-email':
    'email mail e-mail address change-mail change-e-mail change-address change-email-address update-email new-email set-email edit-email email-change switch-email',
  'sign-out': 'signout logout log-out sign-off log-off logoff sign-me-out log-me-out kick-me-out',
  permissions: 'permission rights my-rights my-permissions role roles',
  token: 'zak start-token',
  'request-license':
    'get-license need-license want-license buy-license ask-license ask-for-license order-license new-license license-request request-pro extend-license renew-license upgrade extend renew license-extension keep-license',
  'return-license':
    'give-back-license give-license-back return release-license drop-license hand-back-license downgrade do-not-need-license dont-need-license cancel-license remove-license delete-license end-license',
  'list-users':
    'users user people list user-list list-people all-users members accounts list-accounts find-user search-users search-user find-users find-people',
  'create-user': 'new-user add-user invite invite-user create-account new-account add-account create onboard',
  'edit-user': 'change-user update-user modify-user edit-account change-account update-account',
  'delete-user': 'remove-user delete-account remove-account delete offboard-user',
  activate: 'reactivate enable unlock activate-user activate-account reactivate-user enable-user unlock-user',
  deactivate:
    'disable suspend deactivate-user deactivate-account disable-user disable-account suspend-user offboard',
  'set-license': 'give-license assign-license grant-license change-license update-license license-user',
  licences:
    'license-report licenses-report license-usage license-use seats seat-report seat-usage usage idle idle-licenses idle-people unused-licenses unused license-costs costs renewal who-has-a-license',
  'reclaim-licences':
    'reclaim-license reclaim-idle-licenses reclaim free-licenses free-up-licenses ask-for-licenses-back reclaim-seats take-back-licenses',
  campaign:
    'campaigns license-campaign idle-licenses-campaign campaign-status campaign-progress reclaim-status reclaim-progress reclaim-licenses-status reclaim-licenses-progress reclaim-license-status',
  'campaign pause':
    'pause-campaign pause-license-campaign pause-reclaim reclaim-pause reclaim-licenses-pause reclaim-license-pause',
  'campaign resume':
    'resume-campaign resume-license-campaign resume-reclaim reclaim-resume reclaim-licenses-resume reclaim-license-resume continue-campaign',
  'campaign stop':
    'stop-campaign stop-license-campaign stop-reclaim reclaim-stop reclaim-licenses-stop reclaim-license-stop cancel-campaign end-campaign',
  'add-ons': 'addons addon add-on set-add-ons set-addons webinars webinar large-meeting',
  'waiting-list':
    'waitlist wait-list waiting waiting-line line license-queue queue-for-license who-waits who-is-waiting license-waiting-list waiting-list-license',
  requests: 'all-requests request-list list-requests open-requests show-requests approvals queue',
  audit: 'log logs audit-log history changes',
  link: 'link-account link-user connect',
  unlink: 'unlink-account unlink-user disconnect',
};

const commandByAlias: ReadonlyMap<string, string> = new Map(
  Object.entries(aliasesByCommand).flatMap(([command, names]) =>
    names.split(' ').map((name): [string, string] => [name, command]),
  ),
);

/** The command line that another name stands for, such as `profile time-zone`; `undefined` when it is no such name. */
export function aliasFor(name: string): string | undefined {
  return commandByAlias.get(name);
}

/** Every other name of a command, to compare mistyped words with. */
export function aliasesOf(command: string): readonly string[] {
  return (aliasesByCommand[command] ?? '').split(' ').filter(Boolean);
}

/** What people say before they know what to ask for: it is answered with the help. */
export const greetings: ReadonlySet<string> = new Set(
  'hello hi hey hallo hola yo moin howdy greetings start begin test ping info about options how what thanks thank thx ty ok okay yes no great cool bye'.split(
    ' ',
  ),
);

/**
 * What people say who know no command's name, in small letters without accents, and the command that they probably mean,
 * the best first. It is only offered.
 */
export const topics: readonly (readonly [RegExp, string])[] = [
  [
    /\b(do ?n[o']?t|no longer|not) (need|use|want)\b.*licen[cs]e|licen[cs]e.*(any ?more|no longer)/,
    'return-license',
  ],
  [
    /licen[cs]e.*\b(ends?|expires?|runs? out)\b|\b(when|how long|(?:do|have) i (?:still )?(?:have|got))\b.*licen[cs]e|\bwhat('?s| is) my licen[cs]e/,
    'status',
  ],
  [/\b\d+ ?min(ute)?s?\b|\blonger\b|\btime limit\b|\b(pro|paid|premium|licensed)\b/, 'request-license'],
  [/\b(can'?t|cannot|unable to) (log|sign)|\blocked out\b|\blog ?(me )?in\b/, 'set-password'],
  [/\b(where|what|how) .*\brequest\b/, 'my-requests'],
  [/^(approve|deny|decline|reject)\b/, 'requests'],
  [/\bwaiting.?room\b|\brecording\b|\bscreen.?shar/, 'settings'],
];
