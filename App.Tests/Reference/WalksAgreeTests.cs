using GovernanceDashboard.Access;
using GovernanceDashboard.Access.Changes;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Access.Ranger.Requests;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;
using AccessDecision = GovernanceDashboard.Access.AccessDecision;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>
/// Few tables under many policies of two or three priorities, with tags, owners, {USER} and conditions, so that nearly every policy has a
/// say: sets, rows, one account's reach and rules against the request-level engine, account by account and column by column.
/// </summary>
public sealed class WalksAgreeTests
{
    private const int Usually = 160;

    private static readonly string[] s_people = ["ann", "bob", "cy", "dee"];
    private static readonly string[] s_tables = ["d.ann", "d.bob", "d.t", "e.cy", "e.t"];
    private static readonly string[] s_types = ["select", "select", "select", "update", "drop", "all"];

    [Fact]
    public void In_every_form_of_the_answer()
    {
        foreach (var seed in RandomEstates.Seeds(Usually))
        {
            new Comparison(Estate(new(seed)), seed).Verify();
        }
    }

    private static EstateFacts Estate(Random random)
    {
        var conditional = random.Next(3) == 0;
        var facts = Facts.Of(
            s_people,
            [("g", ["ann", "bob"]), ("h", ["bob", "cy", "group:in"]), ("in", ["dee"])],
            [.. s_tables.Select(table => (table, new[] { "id", "ssn" }))],
            [.. Enumerable.Range(1, random.Next(3, 9)).Select(id => Policy(id))]
        );
        return facts with
        {
            Tables =
            [
                .. facts.Tables.Select(table =>
                    table with
                    {
                        Creator = Chance(40) ? Pick(s_people) : null,
                        Columns = Chance(15) ? [] : table.Columns,
                    }
                ),
            ],
            Classifications =
            [
                .. new ResourceName[] { new("d"), new("d", "t"), new("d", "t", "ssn"), new("e", "t", "id") }
                    .Where(_ => Chance(50))
                    .Select(at => new Classification(at, Pick(["T1", "T2"]), ClassificationBasis.Import)),
            ],
            Service = facts.Service! with { SuperUsers = Chance(10) ? ["dee"] : [] },
        };

        Policy Policy(int id)
        {
            var isTag = Chance(30);
            var resource = isTag
                ? "tag:" + Pick(["T1", "T2"])
                : Pick([
                    "d",
                    "d.*",
                    "d.*.*",
                    "d.*.*",
                    "d.t",
                    "d.t.*",
                    "d.t.id",
                    "d.t.ssn",
                    "*.t.*",
                    "*.{USER}.*",
                    "e.*.id",
                ]);
            return Facts.Policy(
                id,
                resource,
                Items(80),
                Items(40),
                Items(15),
                Items(15),
                random.Next(-1, 2) * random.Next(2),
                denyAllElse: Chance(6)
            ) with
            {
                Name = $"p{random.Next(9)}{id}",
                Conditions = conditional && Chance(15) ? [Open()] : [],
            };

            PolicyItem[] Items(int percent) =>
                [.. Enumerable.Range(0, Chance(percent) ? random.Next(1, 3) : 0).Select(_ => Item(isTag))];
        }

        PolicyItem Item(bool isTag)
        {
            var named = Pick([
                "ann",
                "bob",
                "cy",
                "{USER}",
                "{OWNER}",
                "group:g",
                "group:h",
                "group:in",
                "group:public",
            ]);
            var isGroup = named.StartsWith("group:", StringComparison.Ordinal);

            // Some speak on every type there is: a denial of all of them hides.
            string[] types = Chance(25)
                ? [.. AccessService.HiveAccessTypes.Select(type => type.Name)]
                : [Pick(s_types)];
            return Facts.Item(users: isGroup ? null : [named], groups: isGroup ? [named[6..]] : null) with
            {
                Accesses = [.. types.Select(type => new ItemAccess(isTag ? "hive:" + type : type))],
                Conditions = conditional && Chance(20) ? [Open()] : [],
            };
        }

        PolicyCondition Open() => new("ip-range", ["10.*"]);

        bool Chance(int percent) => random.Next(100) < percent;

        string Pick(string[] all) => all[random.Next(all.Length)];
    }

    private sealed class Comparison
    {
        private readonly EstateFacts _facts;
        private readonly int _seed;
        private readonly AccessIndex _index;
        private readonly EstateEngine _engine;
        private readonly MembershipClosure _closure;

        internal Comparison(EstateFacts facts, int seed)
        {
            (_facts, _seed) = (facts, seed);
            _index = AccessIndex.Build(facts, TestContext.Current.CancellationToken);
            _engine = EstateEngine.Of(facts);
            (_, _closure) = SharedPeople.Of(facts, TestContext.Current.CancellationToken);
        }

        internal void Verify()
        {
            var row = _index.NewReaderBits();
            for (var table = 0; table < _facts.Tables.Length; table++)
            {
                _index.Write(_index.Signature(new(table)), row);
                for (var account = 0; account < _index.Accounts.Length; account++)
                {
                    Verify(new(table), new(account), row);
                }
            }
        }

        private void Verify(TableOrdinal table, PrincipalOrdinal account, ReaderBits row)
        {
            var resource = _index.Table(table);
            var login = _index.Accounts[account.Value].Id;
            var at = $"seed {_seed}: {login} on {resource.Name}";
            var onTable = Ask(login, ResourceName.Of(resource.Name), "select");
            var sight = Ask(login, ResourceName.Of(resource.Name), AccessRequest.AnyAccess);
            var columns = resource
                .Columns.Select(column => Ask(login, ResourceName.Of(resource.Name, column.Name), "select"))
                .ToArray();
            var reading = columns.Length == 0 ? [onTable] : columns;
            var sure = Level(reading, onTable, sight, one => one == AccessDecision.Allowed);
            var possible = Level(reading, onTable, sight, one => one != AccessDecision.Denied);

            var (who, levels) = (_index.WhoCanAccess(table), _index.PeopleByLevel(table));
            Same(sure, who.LevelOf(account), at);
            Same(possible > sure, who.Conditional.Contains(account), at + ", conditional");
            var what = _index.WhatCanAccess(account, AccessLevel.None).Single(access => access.Table == table);
            Same((sure, possible > sure), (what.Level, what.IsConditional), at + ", what");
            foreach (var level in Enum.GetValues<AccessLevel>().Where(level => level != AccessLevel.None))
            {
                Same(sure >= level, levels.Sure(level).Contains(account), $"{at}, people at {level}");
                Same(possible >= level, levels.Possible(level).Contains(account), $"{at}, possibly at {level}");
            }

            var possibleRow = row.IsCertain ? row.Sure : row.Possible;
            Same(sure >= AccessLevel.Partial, Has(row.Sure, account), at + ", row");
            Same(possible >= AccessLevel.Partial, Has(possibleRow, account), at + ", possible row");
            var any =
                sure >= AccessLevel.Partial ? AccessDecision.Allowed
                : possible >= AccessLevel.Partial ? AccessDecision.Conditional
                : AccessDecision.Denied;
            Same(any, ByRule(_index.RuleOf(table)!, account), at + ", rule");
            for (var column = 0; column < columns.Length; column++)
            {
                var name = ResourceName.Of(resource.Name, resource.Columns[column].Name);
                Same(columns[column], _index.Allows(account, name, "select"), $"{at}, column {column}");
                var rule = _index.RuleOf(table, column)!.Value.Rule();
                Same(columns[column], ByRule(rule, account), $"{at}, rule of column {column}");
            }
        }

        private AccessDecision ByRule(ReadingRule rule, PrincipalOrdinal account) =>
            rule.Of(account.Value, _closure.ContainersOf(account.Value).Bits);

        private static AccessLevel Level(
            AccessDecision[] reading,
            AccessDecision onTable,
            AccessDecision sight,
            Predicate<AccessDecision> counts
        ) =>
            Array.TrueForAll(reading, counts) ? AccessLevel.Full
            : Array.Exists(reading, counts) ? AccessLevel.Partial
            : counts(onTable) ? AccessLevel.TableOnly
            : counts(sight) ? AccessLevel.MetadataOnly
            : AccessLevel.None;

        private AccessDecision Ask(PrincipalId login, ResourceName resource, string type) =>
            _engine.Decide(login, resource, type).Outcome switch
            {
                DecisionOutcome.Denied => AccessDecision.Denied,
                DecisionOutcome.Conditional => AccessDecision.Conditional,
                DecisionOutcome.Allowed => AccessDecision.Allowed,
            };

        private static bool Has(ulong[] row, PrincipalOrdinal account) => BitRow.IsSet(row, account.Value);

        private static void Same<T>(T expected, T actual, string at) =>
            Assert.True(
                EqualityComparer<T>.Default.Equals(expected, actual),
                $"{at}: the request-level engine says {expected}, got {actual}"
            );
    }
}
