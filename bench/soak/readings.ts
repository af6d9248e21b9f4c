/** Every reading command, as one of the soak's people types it: all of them are admins. */
export const readings: readonly ((i: number) => string)[] = [
  () => 'whoami',
  () => 'status',
  () => 'my-requests',
  () => 'assistants',
  () => 'schedulers',
  () => 'permissions',
  () => 'help',
  (i) => `check-email fresh${i}@example.com`,
  (i) => `check-name kim.kill${i}`,
  () => 'requests',
  () => 'audit',
  () => 'list-users',
  () => 'token',
];
