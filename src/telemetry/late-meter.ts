import type { Meter } from './telemetry.ts';

/** Keeps what is counted before the figures are loaded, and hands it on then. */
export function createLateMeter(): { readonly meter: Meter; arrived(meter: Meter): void } {
  let arrived: Meter | undefined;
  let waiting: ((meter: Meter) => void)[] = [];
  const tell = (count: (meter: Meter) => void) => {
    if (arrived) count(arrived);
    else waiting.push(count);
  };
  return {
    meter: {
      acknowledged: (...what) => tell((meter) => meter.acknowledged(...what)),
      unacknowledged: (...what) => tell((meter) => meter.unacknowledged(...what)),
      command: (...what) => tell((meter) => meter.command(...what)),
      zoomCall: (...what) => tell((meter) => meter.zoomCall(...what)),
      slackCall: (...what) => tell((meter) => meter.slackCall(...what)),
      noticeGivenUp: (...what) => tell((meter) => meter.noticeGivenUp(...what)),
      errorShown: () => tell((meter) => meter.errorShown()),
      backgroundJobs: (...what) => tell((meter) => meter.backgroundJobs(...what)),
    },
    arrived(meter) {
      arrived = meter;
      for (const count of waiting) count(meter);
      waiting = [];
    },
  };
}
