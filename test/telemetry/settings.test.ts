import { expect, test } from 'vitest';
import { ConfigError, loadConfig } from '../../src/config.ts';
import { complete, folderWith } from '../config/environment.ts';

const tracing = (env: Record<string, string>) => loadConfig({ ...complete, ...env }, folderWith()).tracing;

test('no collector is configured: no tracing', () => {
  expect(tracing({})).toBeNull();
  expect(tracing({ OTEL_SERVICE_NAME: 'desk', OTEL_TRACES_SAMPLER: 'always_on' })).toBeNull();
});

test('the general endpoint gets /v1/traces appended; the endpoint for traces is used as it is', () => {
  expect(tracing({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/' })).toEqual({
    url: 'http://collector:4318/v1/traces',
    serviceName: 'frontdesk',
    delay: 5_000,
    sampler: 'parentbased_always_on',
    ratio: 1,
    headers: {},
  });
  const both = {
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://traces.example.com/in',
    OTEL_TRACES_SAMPLER: 'traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0.25',
    OTEL_SERVICE_NAME: 'desk',
  };
  expect(tracing(both)).toMatchObject({
    url: 'https://traces.example.com/in',
    sampler: 'traceidratio',
    ratio: 0.25,
    serviceName: 'desk',
  });
});

test('the SDK or the exporter is switched off: no tracing', () => {
  const cases = [
    { OTEL_SDK_DISABLED: 'true' },
    { OTEL_SDK_DISABLED: 'TRUE' },
    { OTEL_TRACES_EXPORTER: 'none' },
  ];
  for (const off of cases)
    expect.soft(tracing({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318', ...off })).toBeNull();
});

test('invalid variables are reported in one sentence each', () => {
  let problems: readonly string[] = [];
  try {
    tracing({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318',
      OTEL_TRACES_SAMPLER: 'sometimes',
      OTEL_TRACES_SAMPLER_ARG: '2',
      OTEL_BSP_SCHEDULE_DELAY: 'soon',
    });
  } catch (error) {
    if (error instanceof ConfigError) problems = error.problems;
  }
  expect(problems).toHaveLength(4);
  for (const sentence of problems) expect(sentence).toMatch(/^OTEL_\w+ must be .*\.$/);
});
