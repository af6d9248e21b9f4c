import { z } from 'zod';
import { asksManagers, type Policy } from '../../policy/policy.ts';
import { apiUrlFor } from '../../zoom/token/api-url.ts';
import { type CheckResult, good, skipped, warning } from './check-result.ts';
import { type DoctorContext, slackClient } from './context.ts';

/** At how many people it is looked: enough to see that nobody has a manager. */
const LOOKED_AT = 10;

const listed = z.object({ users: z.array(z.object({ id: z.string().min(1), email: z.string() })) });
const user = z.object({ manager: z.string().optional().catch(undefined) });
const profile = z.object({
  fields: z
    .record(z.string(), z.object({ value: z.string().nullish(), label: z.string().nullish() }))
    .nullish()
    .catch(null),
});

/** Where a policy asks managers: whether Zoom, or the field of Slack profiles, names any. Nothing where it asks none. */
export async function checkManagers(context: DoctorContext): Promise<CheckResult[]> {
  const { policy } = context.reading;
  if (!policy || !asksManagers(policy)) return [];
  const granted = await context.zoom();
  if (!granted || granted instanceof Error) return [skipped('managers', 'Zoom gives no access token.')];
  const read = async (path: string): Promise<unknown> => {
    const api = apiUrlFor(context.settings.ZOOM_API_URL ?? '', granted.token.apiUrl);
    const answer = await context.wayOut.fetch(`${api}${path}`, {
      headers: { authorization: `Bearer ${granted.token.value}` },
      signal: AbortSignal.timeout(10_000),
    });
    return answer.json();
  };
  const people = listed.safeParse(await read(`/users?status=active&page_size=${LOOKED_AT * 3}`)).data?.users;
  if (!people || people.length === 0) return [skipped('managers', 'Zoom lists no active users.')];
  const some = people.slice(0, LOOKED_AT);
  const users = await Promise.all(
    some.map(async ({ id }) => user.safeParse(await read(`/users/${id}`)).data),
  );
  const inZoom = users.filter((one) => one?.manager).length;
  const inSlack = await countInSlack(context, policy, some);
  const found = inZoom + inSlack;
  const where = policy.managerField ? `Zoom or the field ${policy.managerField} of Slack profiles` : 'Zoom';
  if (found > 0) {
    const who = `${Math.min(found, some.length)} of ${some.length} people looked at`;
    return [good('managers', `${who} have a manager in ${where}.`)];
  }
  return [
    warning(
      'managers',
      `None of the ${some.length} people looked at has a manager in ${where}, so the other approvers decide.`,
      'Fill the field Manager in Zoom (your directory can), or name a field of Slack profiles under people.manager_field.',
    ),
  ];
}

/** How many of them have somebody in the field of their Slack profile. */
async function countInSlack(
  context: DoctorContext,
  { managerField }: Policy,
  people: readonly { readonly email: string }[],
): Promise<number> {
  if (!managerField || !context.settings.SLACK_BOT_TOKEN) return 0;
  const slack = slackClient(context);
  const named = await Promise.all(
    people.map(async ({ email }) => {
      try {
        const found = await slack.users.lookupByEmail({ email });
        const answer = await slack.users.profile.get({ user: found.user?.id ?? '', include_labels: true });
        const fields = Object.entries(profile.parse(answer.profile).fields ?? {});
        const label = managerField.toLowerCase();
        return fields.some(
          ([id, one]) => (id === managerField || one.label?.trim().toLowerCase() === label) && one.value,
        );
      } catch {
        // Not in Slack, or without the scope, which the check of the policy reports.
        return false;
      }
    }),
  );
  return named.filter(Boolean).length;
}
