// usage: node duckdb.mjs FOLDER
// FOLDER holds the exported relations and questions.json; answers go beside them. See ../README.md.
import { DuckDBInstance } from "@duckdb/node-api";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nesting, policyTables, relations, selecting, what, who } from "./relations.mjs";

const folder = process.argv[2];
const questions = JSON.parse(readFileSync(join(folder, "questions.json"), "utf8"));
const instance = await DuckDBInstance.create(":memory:", {
  threads: "2",
  memory_limit: questions.memory,
  temp_directory: join(folder, "duckdb-temp"),
});
const connection = await instance.connect();
const limit = setTimeout(() => connection.interrupt(), questions.limitSeconds * 1000);
const last = questions.accounts - 1;

const rows = async (sql) => (await connection.runAndReadAll(sql)).getRows();
const number = (value) => Number(value);

async function timed(sql) {
  const started = process.hrtime.bigint();
  const answer = await rows(sql);
  return { milliseconds: Number(process.hrtime.bigint() - started) / 1e6, answer };
}

async function steps(list) {
  let milliseconds = 0;
  for (const sql of list) {
    milliseconds += (await timed(sql)).milliseconds;
  }
  return milliseconds;
}

async function load() {
  for (const [name, columns] of Object.entries(relations)) {
    await connection.run(`create table ${name} (${columns})`);
    await connection.run(`copy ${name} from '${join(folder, name + ".csv")}' (header)`);
  }
}

// One bit per account: a container is a bit string, a policy the union of what it names less its exceptions, a table the union
// of its policies less their denies.
const setsAndCounts = [
  `create table nested as ${nesting}`,
  `create table container_bits as
     select container, bitstring_agg(account, 0, ${last}) as bits from (
       select container, account from account_edges
       union all
       select n.outer_id, a.account from account_edges a join nested n on n.inner_id = a.container)
     group by container
     union all select 0, bitstring_agg(account, 0, ${last}) from accounts`,
  `create table selecting as select i.item, i.policy, i.list from items i join (${selecting}) s on s.item = i.item`,
  `create table list_bits as
     select policy, list, bit_or(bits) as bits from (
       select distinct_names.policy, distinct_names.list, c.bits
       from (select distinct s.policy, s.list, p.container from selecting s join item_containers p on p.item = s.item) distinct_names
       join container_bits c on c.container = distinct_names.container
       union all
       select s.policy, s.list, bitstring_agg(p.account, 0, ${last})
       from selecting s join item_accounts p on p.item = s.item group by s.policy, s.list)
     group by policy, list`,
  `create table opinions as
     select o.policy, o.list, case when e.bits is null then o.bits else o.bits & ~e.bits end as bits
     from list_bits o left join list_bits e on e.policy = o.policy and e.list = o.list + 2 where o.list < 2`,
  `create table policy_tables as ${policyTables}`,
  `create table table_bits as
     select table_id, case when deny is null then allow else allow & ~deny end as bits from (
       select p.table_id, bit_or(o.bits) filter (where o.list = 0) as allow, bit_or(o.bits) filter (where o.list = 1) as deny
       from policy_tables p join opinions o on o.policy = p.policy group by p.table_id)
     where allow is not null`,
  `create table counts as select table_id, bit_count(bits) as n from table_bits`,
];

const heatmap = [
  `create table masks as
     select department, bitstring_agg(account, 0, ${last}) as mask from accounts where department is not null group by department`,
  `create table group_bits as
     select g.group_id, bit_or(t.bits) as bits from group_tables g join table_bits t on t.table_id = g.table_id group by g.group_id`,
  `create table heatmap_pairs as
     select g.group_id, c.department, sum(c.n) as pairs
     from (select t.table_id, m.department, bit_count(t.bits & m.mask) as n from table_bits t cross join masks m) c
     join group_tables g on g.table_id = c.table_id group by g.group_id, c.department`,
  `create table heatmap as
     select p.group_id, p.department, p.pairs, bit_count(g.bits & m.mask) as people
     from heatmap_pairs p join group_bits g on g.group_id = p.group_id join masks m on m.department = p.department`,
];

// The sum of the readers' numbers, bit by bit of the number: what the counts alone cannot tell apart, this does. Not timed.
const checksum = `
  select t.table_id, c.n, sum(bit_count(t.bits & b.mask) * b.weight) as total
  from table_bits t join counts c on c.table_id = t.table_id
  cross join (
    select k, (1 << k)::bigint as weight, bitstring_agg(account, 0, ${last}) as mask
    from accounts cross join range(17 + 2) as powers(k) where (account >> k) & 1 = 1 group by k) b
  group by t.table_id, c.n`;

async function ask(keys, sql) {
  const answers = [];
  const times = [];
  for (const key of keys) {
    const { milliseconds, answer } = await timed(sql(key));
    times.push(milliseconds);
    answers.push({ key, count: number(answer[0][0]), total: number(answer[0][1]) });
  }
  return { times: times.slice(questions.warmUps), answers };
}

const result = { engine: "DuckDB " + (await rows("select version()"))[0][0] };
await load();
if (questions.full) {
  try {
    result.setsAndCounts = await steps(setsAndCounts);
    await connection.run(
      `copy (${checksum}) to '${join(folder, "duckdb-tables.csv")}' (header)`,
    );
    result.full = result.setsAndCounts + (await steps(heatmap));
    await connection.run(
      `copy (select group_id, department, pairs, people from heatmap) to '${join(folder, "duckdb-heatmap.csv")}' (header)`,
    );
  } catch (failure) {
    if (!String(failure).includes("INTERRUPT")) {
      throw failure;
    }
    result.limited = true;
  }
  for (const table of ["container_bits", "list_bits", "opinions", "table_bits", "group_bits", "masks"]) {
    await connection.run(`drop table if exists ${table}`);
  }
}

clearTimeout(limit);
result.who = await ask(questions.tables, who);
result.what = await ask(questions.people, what);
result.peakMegabytes = process.resourceUsage().maxRSS / 1000;
writeFileSync(join(folder, "duckdb.json"), JSON.stringify(result));
connection.closeSync();
