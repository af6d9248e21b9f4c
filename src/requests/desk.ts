import type { Prefill } from '../commands/context.ts';
import type { Command } from '../commands/define-command.ts';
import type { Secrets } from '../commands/field.ts';
import { createHomeTabPublisher, type HomeTabPublisher } from '../home/publisher.ts';
import { Refusal } from '../identity/refusal.ts';
import { createDispatcher } from '../notifications/dispatcher.ts';
import { createTaskRunner, type TaskRunner } from '../task-runner.ts';
import type { MessageContent } from '../views/blocks.ts';
import { type Mrkdwn, md } from '../views/mrkdwn.ts';
import { type Problem, problemMessage } from '../views/problem.ts';
import { refusal, visibleTo } from './access.ts';
import type { Actor } from './actor.ts';
import { type Asked, ask, type Question } from './answer-query.ts';
import { createApproverDecisions } from './decisions/approver.ts';
import { createBreakGlass } from './decisions/break-glass.ts';
import { createRequesterDecisions } from './decisions/requester.ts';
import { problemFor } from './error-messages.ts';
import { type Page, readPage } from './pages.ts';
import type { Parts } from './parts.ts';
import { prefill } from './prefill.ts';
import type { ReplyTo, Request } from './request.ts';
import { LEASE, type Submission } from './requests.ts';
import { createClock } from './scheduler.ts';
import { createLifecycle } from './worker.ts';

/**
 * The desk: what happens to a request. It is the only writer of state. The listeners call it and know nothing of how it
 * works; everything that takes longer than an acknowledgement goes on in the background.
 */
export interface Desk {
  /** Records a change durably; call it before Slack is acknowledged. `null`: this payload was recorded before. */
  record(submission: Submission, secrets?: Secrets): Promise<Request | null>;
  /** Goes on with a recorded change in the taskRunner; call it after Slack was acknowledged. */
  proceed(request: Request): void;
  /** Whether a request is being worked on right now, not waiting for a person and not at its end. */
  underWay(id: string): Promise<boolean>;
  /** Answers a reading command. */
  ask(question: Question): Promise<Asked>;
  /** Another page of an answer. @throws Refusal when it is gone */
  page(id: string, slackId: string): Promise<Page>;
  confirm(id: string, actor: Actor, replyTo: ReplyTo): Promise<void>;
  drop(id: string, actor: Actor, replyTo: ReplyTo): Promise<void>;
  mayDecide(id: string, actor: Actor): Promise<Request>;
  approve(id: string, actor: Actor): Promise<void>;
  deny(id: string, actor: Actor, reason: string): Promise<void>;
  /** Whether an admin may approve their own request in an emergency. @throws Refusal that says why not */
  mayBreakGlass(id: string, actor: Actor): Promise<Request>;
  breakGlass(id: string, actor: Actor, reason: string): Promise<void>;
  cancel(id: string, actor: Actor, replyTo: ReplyTo | null): Promise<void>;
  undo(id: string, actor: Actor, replyTo: ReplyTo): Promise<void>;
  /** A stored request that this person made. @throws Refusal when it is not theirs */
  ownRequest(id: string, actor: Actor): Promise<Request>;
  /** How a command's form starts for this person. It always has an answer. */
  prefill(command: Command, who: { slackId: string; subject: string | null }): Promise<Prefill>;
  /** Why this person may not use the command at all; `null` when they may. */
  refusal(command: Command, slackId: string): Mrkdwn | null;
  /** The commands that this person may use. */
  visible(slackId: string): Command[];
  readonly homes: Pick<HomeTabPublisher, 'opened' | 'refresh'>;
  /** What a person who clicked is told about an error. */
  problem(error: unknown, slackId: string): MessageContent;
  readonly taskRunner: TaskRunner;
  start(): Promise<void>;
  /**
   * Takes no new work, waits for what is running, and hands over the rest. `false`: something was still running after
   * `ms`.
   */
  stop(ms: number): Promise<boolean>;
}

export function createDesk(parts: Parts): Desk {
  const taskRunner = createTaskRunner(parts.logger, parts.telemetry.backgroundJobs);
  // Where too many wait it stays in the store, and the clock takes it up when the lease is over.
  const inTurn = (what: string, work: () => Promise<void>) =>
    void taskRunner.interactive.add({ what, work, lease: LEASE });
  const notices = createDispatcher(parts, taskRunner);
  const homes = createHomeTabPublisher(parts, taskRunner);
  const lifecycle = createLifecycle(parts, notices, taskRunner, homes.changed);
  const requester = createRequesterDecisions(parts, lifecycle);
  const approver = createApproverDecisions(parts, lifecycle);
  const emergency = createBreakGlass(parts, lifecycle);
  const clock = createClock(parts, lifecycle, notices, taskRunner);

  return {
    taskRunner,
    async record(submission, secrets) {
      const request = await parts.requests.record(submission);
      if (request && secrets) parts.secretStore.keep(request.id, secrets);
      return request;
    },
    proceed: (request) => inTurn('new request', () => lifecycle.work(request)),
    async underWay(id) {
      const request = await parts.requests.find(id);
      return request !== null && ['received', 'approved', 'running'].includes(request.state);
    },
    ask: (question) =>
      parts.telemetry.span(`command ${question.command.name}`, {}, () => ask(parts, question)),
    page: (id, slackId) => readPage(parts, id, slackId),
    async confirm(id, actor, replyTo) {
      inTurn('confirmed request', await requester.confirm(id, actor, replyTo));
    },
    drop: requester.drop,
    mayDecide: approver.mayDecide,
    async approve(id, actor) {
      inTurn('approved request', await approver.approve(id, actor));
    },
    deny: approver.deny,
    mayBreakGlass: emergency.mayBreakGlass,
    async breakGlass(id, actor, reason) {
      inTurn('break glass', await emergency.breakGlass(id, actor, reason));
    },
    cancel: requester.cancel,
    async undo(id, actor, replyTo) {
      inTurn('undo', await requester.undo(id, actor, replyTo));
    },
    async ownRequest(id, actor) {
      const request = await parts.requests.find(id);
      if (request && request.requesterSlackId === actor.slackId && request.teamId === actor.teamId)
        return request;
      throw new Refusal('decision', {
        says: md`I do not know this request any more.`,
        next: md`Please start again.`,
      });
    },
    prefill: (command, who) => prefill(parts, command, who),
    refusal: (command, slackId) => refusal(parts.policy, command, slackId),
    visible: (slackId) => visibleTo(parts.policy, parts.commands, slackId).map(({ command }) => command),
    homes,
    problem(error, slackId) {
      return problemMessage(clickProblem(parts, error, slackId));
    },
    async start() {
      if (parts.store.kind === 'sqlite') await parts.requests.takeOverAll();
      clock.start();
    },
    async stop(ms) {
      clock.stop();
      homes.close();
      const drained = await taskRunner.drain(ms);
      await lifecycle.handOver();
      return drained;
    },
  };
}

function clickProblem(parts: Parts, error: unknown, slackId: string): Problem {
  const problem = problemFor(
    error,
    {
      own: true,
      subjectName: 'you',
      isAdmin: parts.policy.admins.includes(slackId),
      locale: 'en',
      command: 'help',
      may: () => false,
    },
    parts.logger,
  );
  if (problem.reference) parts.telemetry.errorShown();
  return problem;
}
