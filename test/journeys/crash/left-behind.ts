import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';

const QUESTIONS = [
  `SELECT command || ' is still ' || state AS left FROM requests
   WHERE state IN ('received', 'approved', 'running', 'unknown', 'undoing')`,
  `SELECT 'a notice was not told: ' || kind AS left FROM notifications`,
  `SELECT 'written down twice as done: ' || command AS left FROM audit WHERE event = 'done'
   GROUP BY request_id, command HAVING count(*) > 1`,
];

/** What a store holds that is neither at its end nor waiting for a person. The bot must not run. */
export async function leftBehind(database: string): Promise<string[]> {
  const read = database.startsWith('file:') ? fromFile(database.slice(5)) : await fromServer(database);
  return read.map((row) => String((row as { left: unknown }).left));
}

function fromFile(file: string): unknown[] {
  const db = new DatabaseSync(file);
  const rows = QUESTIONS.flatMap((sql) => db.prepare(sql).all());
  db.close();
  return rows;
}

async function fromServer(url: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  const answers = [];
  for (const sql of QUESTIONS) answers.push((await client.query(sql)).rows);
  await client.end();
  return answers.flat();
}
