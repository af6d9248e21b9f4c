/** The command that copies a PostgreSQL database. The password stays out of it: command lines can be seen by others. */
export function pgDumpLine(url: string, output: string): string {
  const address = new URL(url);
  address.password = '';
  address.searchParams.delete('password');
  return `pg_dump --format=custom --no-owner --file=${quoted(output)} ${quoted(address.href)}`;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
