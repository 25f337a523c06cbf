// The relations that `EstateExport` writes, with types both engines read.
export const relations = {
  accounts: "account integer, department integer",
  account_edges: "account integer, container integer",
  container_edges: "inner_id integer, outer_id integer",
  tables: "table_id integer, database varchar, name varchar",
  group_tables: "group_id integer, table_id integer",
  policy_resources: "policy integer, database varchar, kind varchar, text varchar",
  items: "item integer, policy integer, list integer",
  item_accesses: "item integer, access varchar",
  item_accounts: "item integer, account integer",
  item_containers: "item integer, container integer",
};

// Lists: 0 allow, 1 deny, 2 allow exceptions, 3 deny exceptions. Container 0 is everyone. `all` implies select.
export const selecting = "select distinct item from item_accesses where access in ('select', 'all')";

const matches = `(r.kind = 'any' or (r.kind = 'literal' and r.text = t.name) or (r.kind = 'prefix' and starts_with(t.name, r.text)))`;

// Which containers lie in which, at any depth; cycles end because union drops rows that are known.
export const nesting = `
  with recursive nested(inner_id, outer_id) as (
    select inner_id, outer_id from container_edges
    union
    select n.inner_id, e.outer_id from nested n join container_edges e on e.inner_id = n.outer_id
  )
  select inner_id, outer_id from nested`;

export const policyTables = `
  select distinct r.policy, t.table_id
  from policy_resources r join tables t on t.database = r.database and ${matches}`;

// WHO reads one table: down from the containers that its policies name. Counts readers and adds up their numbers.
export const who = (table) => `
  with recursive
  reaching as (
    select distinct r.policy from policy_resources r join tables t on t.database = r.database and ${matches}
    where t.table_id = ${table}
  ),
  opinions as (
    select i.policy, i.list, i.item from reaching join items i on i.policy = reaching.policy
    where i.item in (select a.item from item_accesses a where a.item = i.item and a.access in ('select', 'all'))
  ),
  named as (select distinct o.policy, o.list, c.container from opinions o join item_containers c on c.item = o.item),
  down(root, node) as (
    select distinct container, container from named where container <> 0
    union
    select d.root, e.inner_id from down d join container_edges e on e.outer_id = d.node
  ),
  held as (
    select n.policy, n.list, a.account
    from named n join down d on d.root = n.container join account_edges a on a.container = d.node
    union
    select o.policy, o.list, a.account from opinions o join item_accounts a on a.item = o.item
    union
    select n.policy, n.list, a.account from named n cross join accounts a where n.container = 0
  ),
  allowed as (
    select distinct h.account from held h where h.list = 0
      and not exists (select 1 from held e where e.list = 2 and e.policy = h.policy and e.account = h.account)
  ),
  denied as (
    select distinct h.account from held h where h.list = 1
      and not exists (select 1 from held e where e.list = 3 and e.policy = h.policy and e.account = h.account)
  )
  select count(*) as n, coalesce(sum(account), 0) as total
  from (select account from allowed except select account from denied) readers`;

// WHAT one account reads: up to the containers that hold it, the policies that name those, the tables they are on.
export const what = (account) => `
  with recursive
  up(container) as (
    select container from account_edges where account = ${account}
    union
    select e.outer_id from up u join container_edges e on e.inner_id = u.container
  ),
  holding as (select container from up union select 0),
  naming as (
    select c.item from holding h join item_containers c on c.container = h.container
    union
    select item from item_accounts where account = ${account}
  ),
  opinions as (
    select distinct i.policy, i.list from naming n join items i on i.item = n.item
    where n.item in (select a.item from item_accesses a where a.item = n.item and a.access in ('select', 'all'))
  ),
  deciding as (
    select o.policy, o.list from opinions o where o.list < 2
      and not exists (select 1 from opinions e where e.policy = o.policy and e.list = o.list + 2)
  ),
  reached as (
    select distinct d.list, t.table_id
    from deciding d join policy_resources r on r.policy = d.policy
    join tables t on t.database = r.database and ${matches}
  )
  select count(*) as n, coalesce(sum(table_id), 0) as total
  from (select table_id from reached where list = 0 except select table_id from reached where list = 1) readable`;
