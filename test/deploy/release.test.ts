import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

const text = (file: string) => readFileSync(file, 'utf8');
const { version, scripts } = JSON.parse(text('package.json'));
const folder = '.github/workflows';
const workflows = readdirSync(folder).map((file) => ({ ...parse(text(`${folder}/${file}`)), file }));
const release = workflows.find((one) => one.file === 'release.yml');

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
const stepsOf = (job: { steps: Step[] }): Step[] => job.steps;
const everyStep = workflows.flatMap((one) => Object.values<{ steps: Step[] }>(one.jobs).flatMap(stepsOf));

it('the version is the same wherever it stands', () => {
  const lock = JSON.parse(text('package-lock.json'));
  const chart = parse(text('deploy/helm/Chart.yaml'));
  expect({
    lock: lock.version,
    root: lock.packages[''].version,
    chart: chart.version,
    app: chart.appVersion,
    kustomization: parse(text('deploy/kubernetes/kustomization.yaml')).images[0].newTag,
    deployment: /image: frontdesk:(\S+)/.exec(text('deploy/kubernetes/deployment.yaml'))?.[1],
    compose: /image: frontdesk:(\S+)/.exec(text('compose.yml'))?.[1],
  }).toEqual({
    lock: version,
    root: version,
    chart: version,
    app: version,
    kustomization: version,
    deployment: version,
    compose: version,
  });
});

it('actions are pinned by version, and workflows may do nothing but read until a job says more', () => {
  expect(
    everyStep.flatMap(({ uses }) => (uses && !/^[\w-]+\/[\w-]+@v\d+(\.\d+)*$/.test(uses) ? [uses] : [])),
  ).toEqual([]);
  for (const one of workflows) expect.soft(one.permissions, one.file).toEqual({ contents: 'read' });
});

it('workflows run only scripts that there are', () => {
  const named = everyStep.flatMap(({ run = '' }) =>
    [...run.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name),
  );
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

it('a tag publishes what was checked: image for two architectures and package, both with provenance', () => {
  expect(release.on).toEqual({ push: { tags: ['v*'] } });
  const { check, ...others } = release.jobs;
  expect(stepsOf(check).map(({ run }) => run)).toContain('.ci/run');
  const waits = (name: string): boolean => name === 'check' || [release.jobs[name].needs].flat().some(waits);
  expect(Object.keys(others).filter((name) => !waits(name))).toEqual([]);
  const build = stepsOf(others.image).find(({ uses }) => uses?.startsWith('docker/build-push-action@'));
  expect(build?.with).toMatchObject({
    platforms: 'linux/amd64,linux/arm64',
    push: true,
    sbom: true,
    provenance: 'mode=max',
  });
  const published = stepsOf(others.package).find(({ run }) => run?.startsWith('npm publish'));
  expect(published?.run).toBe('npm publish ./frontdesk-*.tgz --provenance --access public');
  expect(others.package.permissions).toMatchObject({ 'id-token': 'write' });
});
