import type { HomeView } from '@slack/types';
import type { WebClient } from '@slack/web-api';

/** Where Home tabs are shown. */
export interface HomeTabs {
  /** Shows a person this Home tab in place of the one before. Throws when Slack did not take it. */
  publish(slackId: string, view: HomeView): Promise<void>;
}

/**
 * @param slack a client of its own: when Slack asks to wait, the whole client waits, and messages to people must not
 *   wait for Home tabs
 */
export function createHomeTabs(slack: WebClient): HomeTabs {
  return {
    async publish(slackId, view) {
      await slack.views.publish({ user_id: slackId, view });
    },
  };
}
