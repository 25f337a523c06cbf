// usage: node postgres.mjs FOLDER
// A throw-away cluster in FOLDER, reached over a socket there and nowhere else. See ../README.md.
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nesting, policyTables, relations, selecting, what, who } from "./relations.mjs";

const folder = process.argv[2];
const questions = JSON.parse(readFileSync(join(folder, "questions.json"), "utf8"));
const bin = process.env.PG_BIN ?? newest("/usr/lib/postgresql");
const home = join(folder, "postgres");
chmodSync(folder, 0o711);

function newest(root) {
  const versions = existsSync(root) ? readdirSync(root).sort((left, right) => Number(right) - Number(left)) : [];
  if (versions.length === 0) {
    throw new Error("PostgreSQL was not found: set PG_BIN to the folder of its programs.");
  }
  return join(root, versions[0], "bin");
}

// PostgreSQL does not run as root: there the account that its package makes is used.
const asRoot = process.getuid() === 0;
const owner = asRoot
  ? {
      uid: Number(execFileSync("id", ["-u", "postgres"])),
      gid: Number(execFileSync("id", ["-g", "postgres"])),
    }
  : {};

function run(program, args, options = {}) {
  const done = spawnSync(join(bin, program), args, {
    ...owner,
    cwd: home,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["pipe", "pipe", "pipe"],
    ...options,
  });
  if (done.error) {
    throw done.error;
  }
  if (done.status !== 0 && !options.mayFail) {
    throw new Error(`${program}: ${done.stderr}`);
  }
  return done;
}

function psql(sql, options = {}) {
  return run(
    "psql",
    ["-h", home, "-U", "bench", "-d", "postgres", "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-f", "-"],
    { input: sql, ...options },
  );
}

// psql's own stop-watch: one line "Time: 12.345 ms" for each statement, after its rows.
const milliseconds = (output) => [...output.matchAll(/^Time: ([\d.]+) ms/gm)].map((match) => Number(match[1]));

function load() {
  const statements = Object.entries(relations).map(
    ([name, columns]) =>
      `create unlogged table ${name} (${columns});\n\\copy ${name} from '${join(folder, name + ".csv")}' csv header`,
  );
  const indexes = [
    "account_edges (account)",
    "account_edges (container)",
    "container_edges (inner_id)",
    "container_edges (outer_id)",
    "tables (table_id)",
    "tables (database)",
    "policy_resources (database)",
    "policy_resources (policy)",
    "items (policy)",
    "items (item)",
    "item_accesses (item)",
    "item_accounts (item)",
    "item_accounts (account)",
    "item_containers (item)",
    "item_containers (container)",
    "group_tables (table_id)",
  ].map((on) => `create index on ${on};`);
  psql([...statements, ...indexes, "vacuum analyze;"].join("\n"));
}

// Closure and joins, pair by pair.
const setsAndCounts = `
  create temp table nested as ${nesting};
  create temp table members as
    select container, account from account_edges
    union select n.outer_id, a.account from account_edges a join nested n on n.inner_id = a.container
    union select 0, account from accounts;
  create index on members (container);
  analyze members;
  create temp table held as
    with selecting as (select i.item, i.policy, i.list from items i join (${selecting}) s on s.item = i.item)
    select s.policy, s.list, m.account from selecting s join item_containers p on p.item = s.item
      join members m on m.container = p.container
    union select s.policy, s.list, p.account from selecting s join item_accounts p on p.item = s.item;
  create temp table opinions as
    select h.policy, h.list, h.account from held h where h.list < 2 and not exists (
      select 1 from held e where e.policy = h.policy and e.list = h.list + 2 and e.account = h.account);
  create index on opinions (policy);
  analyze opinions;
  create temp table policy_tables as ${policyTables};
  create temp table readers as
    select p.table_id, o.account from policy_tables p join opinions o on o.policy = p.policy where o.list = 0
    except select p.table_id, o.account from policy_tables p join opinions o on o.policy = p.policy where o.list = 1;
  create temp table counts as select table_id, count(*) as n, sum(account) as total from readers group by table_id;`;

const heatmap = `
  create temp table heatmap as
    select g.group_id, a.department, count(*) as pairs, count(distinct r.account) as people
    from readers r join accounts a on a.account = r.account join group_tables g on g.table_id = r.table_id
    where a.department is not null group by g.group_id, a.department;`;

function full(result) {
  const limit = `set statement_timeout = '${questions.postgresLimitSeconds}s';`;
  const done = psql(
    `set client_min_messages = warning;\n${limit}\n\\timing on\n${setsAndCounts}\n\\echo HEATMAP\n${heatmap}\n\\timing off
     \\copy counts to '${join(home, "tables.csv")}' csv header
     \\copy heatmap to '${join(home, "heatmap.csv")}' csv header\n`,
    { mayFail: true },
  );
  if (done.status !== 0) {
    if (!done.stderr.includes("statement timeout")) {
      throw new Error(done.stderr);
    }
    result.limited = true;
    return;
  }
  const [sets, map] = done.stdout.split("HEATMAP").map((part) => milliseconds(part).reduce((sum, next) => sum + next, 0));
  result.setsAndCounts = sets;
  result.full = sets + map;
  for (const name of ["tables", "heatmap"]) {
    writeFileSync(join(folder, `postgres-${name}.csv`), readFileSync(join(home, `${name}.csv`)));
  }
}

function ask(keys, sql) {
  const output = psql(`\\timing on\n${keys.map((key) => sql(key) + ";").join("\n")}\n`).stdout;
  const answers = [...output.matchAll(/^(\d+)\|(\d+)$/gm)].map((match, at) => ({
    key: keys[at],
    count: Number(match[1]),
    total: Number(match[2]),
  }));
  return { times: milliseconds(output).slice(questions.warmUps), answers };
}

mkdirSync(home);
chmodSync(home, 0o700);
if (asRoot) {
  chownSync(home, owner.uid, owner.gid);
}

const data = join(home, "data");
run("initdb", ["-D", data, "-U", "bench", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"]);
run("pg_ctl", [
  "-D", data, "-w", "-s", "-l", join(home, "log"),
  "-o",
  `-c listen_addresses= -c unix_socket_directories=${home} -c shared_buffers=1GB -c work_mem=256MB -c maintenance_work_mem=512MB ` +
    "-c fsync=off -c synchronous_commit=off -c jit=off -c max_parallel_workers_per_gather=1 -c effective_cache_size=4GB",
  "start",
], { stdio: "ignore" });
try {
  const result = { engine: "PostgreSQL " + psql("show server_version").stdout.trim().split(" ")[0] };
  load();
  if (questions.full) {
    full(result);
  }
  result.who = ask(questions.tables, who);
  result.what = ask(questions.people, what);
  writeFileSync(join(folder, "postgres.json"), JSON.stringify(result));
} finally {
  run("pg_ctl", ["-D", data, "-m", "immediate", "stop"], { stdio: "ignore" });
}
