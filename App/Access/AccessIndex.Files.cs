using System.Collections.Immutable;
using GovernanceDashboard.Access.HdfsPermissions;
using GovernanceDashboard.Access.HiveSqlStandard;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>What goes past Hive's answer, and never into it: files read directly, and roles that have to be taken first.</summary>
public sealed partial class AccessIndex
{
    /// <summary>What decides; Ranger where no service was imported (then nobody has access).</summary>
    public Authorizer Authorizer => Facts.Service?.Authorizer ?? Authorizer.Ranger;

    /// <summary>Accounts that can read the table's files in HDFS, whatever Hive says (sources 4.3).</summary>
    public FileReaders FileReaders(TableOrdinal table) => _files.Value.Readers(table);

    /// <summary>
    /// Accounts that can read the table's files without being sure readers of any of it in Hive: the bypass. Empty under storage-based
    /// authorization, where files are what decides. Where <see cref="FileReaders.Coverage"/> is not Listed nothing is known.
    /// </summary>
    public FileReaders Bypass(TableOrdinal table) => Bypass(table, Readers(table));

    /// <summary>As <see cref="Bypass(TableOrdinal)"/>, for one who asks about a column: past <paramref name="hive"/>, its sure readers.</summary>
    public FileReaders Bypass(TableOrdinal table, PrincipalSet hive)
    {
        var files = FileReaders(table);
        return files with
        {
            Full = files.Full.Except(hive),
            Partial = files.Partial.Except(hive),
            Conditional = files.Conditional.Except(hive),
        };
    }

    /// <summary>Tables that the account reads through files alone, with how much of them, ascending. One look at every table.</summary>
    public ImmutableArray<TableAccess> BypassedTables(PrincipalOrdinal account)
    {
        if (Facts.Hdfs is null)
        {
            return [];
        }

        var hive = WhatCanAccess(account, AccessLevel.Partial).Select(access => access.Table).ToHashSet();
        var tables = ImmutableArray.CreateBuilder<TableAccess>();
        for (var value = 0; value < Facts.Tables.Length; value++)
        {
            var table = new TableOrdinal(value);
            var files = FileReaders(table);
            if (files.LevelOf(account) is not AccessLevel.None and var level && !hive.Contains(table))
            {
                tables.Add(new(table, level, files.Conditional.Contains(account)));
            }
        }

        return tables.ToImmutable();
    }

    /// <summary>Path by path, why the account can or cannot read the table's files; asks every inode anew, no shared sets are involved.</summary>
    public FileExplanation ExplainFiles(PrincipalOrdinal account, TableOrdinal table) =>
        new FileExplainer(Facts, _files.Value, _accounts, _closure).Explain(
            account,
            table,
            Readers(table).Contains(account)
        );

    /// <summary>Where the table's data lies, as the metastore writes it: its own location first, then partitions that lie elsewhere.</summary>
    public ImmutableArray<string> LocationsOf(TableOrdinal table) => _files.Value.LocationsOf(Table(table));

    /// <summary>
    /// Accounts that read nothing of the table by their default roles, but may take the role admin (SET ROLE ADMIN), which reads
    /// everything: an answer apart (sources 1.4). Empty under any other authorizer than SQL-standard.
    /// </summary>
    public PrincipalSet CanElevate(TableOrdinal table) =>
        Authorizer == Authorizer.SqlStandard
            ? _closure.Members(SqlStandardPolicies.Admin).Except(WhoCanAccess(table).Full)
            : _accounts.None;

    // Under storage-based authorization whoever reads some partitions is a partial reader, though of every column.
    private PrincipalSet PartialByFiles(TableOrdinal table) =>
        Authorizer == Authorizer.StorageBased ? FileReaders(table).Partial : _accounts.None;

    private PrincipalSet ConditionalByFiles(TableOrdinal table) =>
        Authorizer == Authorizer.StorageBased ? FileReaders(table).Conditional : _accounts.None;

    // The people who read every file. Lists of policies say who reads any.
    private Bounds FullByFiles(TableOrdinal table)
    {
        var files = FileReaders(table);
        var any = _readers.Readers(Signature(table));
        return Bounds.Of(
            _accounts.PeopleOf(any.Sure.Except(files.Partial)),
            _accounts.PeopleOf(any.Possible.Except(files.Partial.Except(files.Conditional)))
        );
    }

    private AccessExplanation Reworded(AccessExplanation explanation)
    {
        if (Authorizer == Authorizer.StorageBased)
        {
            var isPartial = PartialByFiles(explanation.Table).Contains(explanation.Account);
            return explanation.Level == AccessLevel.Full
                ? isPartial && explanation.Column is null
                    ? explanation with
                    {
                        Level = AccessLevel.Partial,
                        WhyNot = StorageWhyNot.For(ExplainFiles(explanation.Account, explanation.Table)),
                    }
                    : explanation
                : explanation with
                {
                    WhyNot = StorageWhyNot.For(ExplainFiles(explanation.Account, explanation.Table)),
                };
        }

        return explanation.WhyNot is not null && explanation.Deciding.IsEmpty && explanation.Losing.IsEmpty
            ? GrantWhyNot.For(this, explanation) is { } sentence
                ? explanation with
                {
                    WhyNot = sentence,
                }
                : explanation
            : explanation;
    }
}
