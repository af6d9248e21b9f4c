import { changeEmail } from './account/change-email.ts';
import { permissions } from './account/permissions.ts';
import { requestAccount } from './account/request-account.ts';
import { requestActivation } from './account/request-activation.ts';
import { resendInvitation } from './account/resend-invitation.ts';
import { setPassword } from './account/set-password.ts';
import { signOut } from './account/sign-out.ts';
import { status } from './account/status.ts';
import { token } from './account/token.ts';
import { whoami } from './account/whoami.ts';
import { activate } from './admin/activate.ts';
import { addOns } from './admin/add-ons.ts';
import { audit } from './admin/audit.ts';
import { createUser } from './admin/create-user.ts';
import { deactivate } from './admin/deactivate.ts';
import { deleteUser } from './admin/delete-user.ts';
import { editUser } from './admin/edit-user.ts';
import { licences } from './admin/licences.ts';
import { link } from './admin/link.ts';
import { listUsers } from './admin/list-users.ts';
import { requests } from './admin/requests.ts';
import { unlink } from './admin/unlink.ts';
import { waitingList } from './admin/waiting-list.ts';
import type { Command } from './define-command.ts';
import { addAssistant } from './delegation/add-assistant.ts';
import { assistants } from './delegation/assistants.ts';
import { removeAssistant } from './delegation/remove-assistant.ts';
import { removeScheduler } from './delegation/remove-scheduler.ts';
import { schedulers } from './delegation/schedulers.ts';
import { away } from './general/away.ts';
import { help } from './general/help.ts';
import { myRequests } from './general/my-requests.ts';
import { campaign } from './licence/campaign.ts';
import { reclaimLicences } from './licence/reclaim-licences.ts';
import { requestLicense } from './licence/request-license.ts';
import { returnLicense } from './licence/return-license.ts';
import { setLicense } from './licence/set-license.ts';
import { checkEmail } from './lookup/check-email.ts';
import { checkName } from './lookup/check-name.ts';
import { picture } from './profile/picture.ts';
import { profile } from './profile/profile.ts';
import { settings } from './profile/settings.ts';

/** Everything that can be asked, in the order of the help. */
export const commands: readonly Command[] = [
  help,
  whoami,
  status,
  myRequests,
  away,
  assistants,
  addAssistant,
  removeAssistant,
  schedulers,
  removeScheduler,
  checkEmail,
  checkName,
  profile,
  picture,
  settings,
  setPassword,
  changeEmail,
  signOut,
  permissions,
  token,
  requestLicense,
  returnLicense,
  requestAccount,
  requestActivation,
  resendInvitation,
  listUsers,
  createUser,
  editUser,
  deleteUser,
  activate,
  deactivate,
  licences,
  setLicense,
  reclaimLicences,
  campaign,
  addOns,
  waitingList,
  requests,
  audit,
  link,
  unlink,
];
