using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>The engine against the slow evaluators for Hive's own authorizers and for files, on random estates. A failure names the seed.</summary>
public sealed class HiveModelsAgreeTests
{
    private const int Usually = 600;

    private static readonly TableResource s_elsewhere = Scenarios.Facts.Table("nowhere.atall", []);

    [Fact]
    public void On_sql_standard_authorization() =>
        ForEach(
            Authorizer.SqlStandard,
            (facts, index) =>
            {
                var reference = new HiveReference(facts);
                ForEachPair(
                    index,
                    (account, table, who, place) =>
                    {
                        var login = index.Accounts[account.Value].Id.Name;
                        var expected = reference.SqlStandard(login, index.Table(table).Name);
                        Same(expected, who.LevelOf(account) == AccessLevel.Full, place);
                        Same(false, who.Partial.Contains(account), place + " partial");
                        Same(false, who.Conditional.Contains(account), place + " conditional");
                        Same(expected, index.Readers(table).Contains(account), place + " readers");
                        if (IsAskedWhy(account, table))
                        {
                            Same(who.LevelOf(account), index.Explain(account, table, null).Level, place + " explained");
                        }

                        Same(
                            reference.SqlStandard(login, index.Table(table).Name, withAdmin: true) && !expected,
                            index.CanElevate(table).Contains(account),
                            place + " elevates"
                        );
                    }
                );
            }
        );

    [Fact]
    public void On_the_legacy_authorizer() =>
        ForEach(
            Authorizer.Legacy,
            (facts, index) =>
            {
                var reference = new HiveReference(facts);
                ForEachPair(
                    index,
                    (account, table, who, place) =>
                    {
                        var resource = index.Table(table);
                        for (var column = 0; column < resource.Columns.Length; column++)
                        {
                            var (sure, possible) = reference.Legacy(
                                index.Accounts[account.Value].Id.Name,
                                resource,
                                resource.Columns[column].Name
                            );
                            var columns = who.ColumnClasses.Single(one => one.Columns.Contains(column));
                            var where = $"{place}.{resource.Columns[column].Name}";
                            Same(sure, columns.Readers.Contains(account), where);
                            Same(possible, columns.PossibleReaders.Contains(account), where + " possibly");
                        }

                        if (IsAskedWhy(account, table))
                        {
                            Same(who.LevelOf(account), index.Explain(account, table, null).Level, place + " explained");
                        }
                    }
                );
            }
        );

    [Theory]
    [InlineData(Authorizer.Ranger)]
    [InlineData(Authorizer.StorageBased)]
    public void On_files(Authorizer authorizer) =>
        ForEach(
            authorizer,
            (facts, index) =>
            {
                var reference = new HdfsReference(facts);
                ForEachPair(
                    index,
                    (account, table, who, place) =>
                    {
                        var login = index.Accounts[account.Value].Id.Name;
                        var expected = reference.Reads(login, index.Table(table));
                        var files = index.FileReaders(table);
                        Same(expected is not null, files.Coverage == FileCoverage.Listed, place + " listed");
                        var level =
                            expected is not { } known ? AccessLevel.None
                            : known.All ? AccessLevel.Full
                            : known.Any ? AccessLevel.Partial
                            : AccessLevel.None;
                        var maybe = expected is { } open && (open.MayAll && !open.All || open.MayAny && !open.Any);
                        Same(level, files.LevelOf(account), place);
                        Same(maybe, files.Conditional.Contains(account), place + " conditional");
                        var explained = index.ExplainFiles(account, table);
                        Same(level, explained.Level, place + " explained");
                        Same(
                            authorizer == Authorizer.Ranger && level != AccessLevel.None,
                            explained.IsBypass,
                            place + " bypass"
                        );
                        if (authorizer == Authorizer.StorageBased)
                        {
                            Same(level, who.LevelOf(account), place + " hive");
                            if (IsAskedWhy(account, table))
                            {
                                Same(level, index.Explain(account, table, null).Level, place + " hive explained");
                            }

                            Same(maybe, who.Conditional.Contains(account), place + " hive conditional");
                        }
                        else
                        {
                            Same(level, index.Bypass(table).LevelOf(account), place + " bypass");
                        }
                    }
                );
            }
        );

    [Fact]
    public void On_paths_that_no_table_names() =>
        ForEach(
            Authorizer.Ranger,
            (facts, index) =>
            {
                var reference = new HdfsReference(facts);
                string[] asked =
                [
                    .. facts.Paths.Select(path => path.Path).Where(path => path != "/"),
                    "/nowhere/at/all",
                ];
                for (var each = 0; each < asked.Length; each++)
                {
                    var path = asked[each];
                    var readers = index.FileReadersAt(path);
                    for (var account = each % 3; account < index.Accounts.Length; account += 3)
                    {
                        var login = index.Accounts[account].Id.Name;
                        var place = $"{login} on {path}";
                        var expected = reference.Reads(login, s_elsewhere with { Location = path });
                        Same(expected is not null, readers.Coverage == FileCoverage.Listed, place + " listed");
                        if (expected is { } known)
                        {
                            var at = new PrincipalOrdinal(account);
                            Same(known.All, readers.Full.Contains(at), place);
                            Same(known.Any && !known.All, readers.Partial.Contains(at), place + " partly");
                            Same(
                                (known.MayAll && !known.All) || (known.MayAny && !known.Any),
                                readers.Conditional.Contains(at),
                                place + " conditional"
                            );
                        }
                    }
                }
            }
        );

    [Fact]
    public void Compiling_twice_changes_nothing() =>
        ForEach(
            Authorizer.Legacy,
            (_, index) =>
            {
                var again = AccessIndex.Build(index.Facts, TestContext.Current.CancellationToken);
                Assert.Equal(index.Facts.Policies.Length, again.Facts.Policies.Length);
                for (var table = 0; table < index.Facts.Tables.Length; table++)
                {
                    Assert.Equal(index.Readers(new(table)), again.Readers(new(table)));
                }
            }
        );

    // Explanations list paths and cuts, which takes its time: every fourth pair is enough.
    private static bool IsAskedWhy(PrincipalOrdinal account, TableOrdinal table) =>
        (account.Value + table.Value) % 4 == 0;

    private static void ForEach(Authorizer authorizer, Action<EstateFacts, AccessIndex> check)
    {
        foreach (var seed in RandomEstates.Seeds(Usually))
        {
            var facts = new RandomHiveEstate(seed).Create(authorizer);
            try
            {
                check(facts, AccessIndex.Build(facts, TestContext.Current.CancellationToken));
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                throw new InvalidOperationException($"seed {seed}: {failure.Message}", failure);
            }
        }
    }

    private static void ForEachPair(
        AccessIndex index,
        Action<PrincipalOrdinal, TableOrdinal, TableReaders, string> check
    )
    {
        for (var table = 0; table < index.Facts.Tables.Length; table++)
        {
            var who = index.WhoCanAccess(new(table));
            for (var account = 0; account < index.Accounts.Length; account++)
            {
                check(
                    new(account),
                    new(table),
                    who,
                    $"{index.Accounts[account].Id.Name} on {index.Table(new(table)).Name}"
                );
            }
        }
    }

    private static void Same<T>(T expected, T actual, string place) =>
        Assert.True(
            EqualityComparer<T>.Default.Equals(expected, actual),
            $"{place}: expected {expected}, got {actual}"
        );
}
