using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;

namespace GovernanceDashboard.Estate;

/// <summary>
/// What governance records and lineage say of tables at one instant: subjects, and what makes exposure worse. A record about a narrower scope
/// stands before one about a wider: table, database, table group, search. For one thread.
/// </summary>
internal sealed class TableRecords
{
    private readonly DateTimeOffset _at;
    private readonly Scoped<RetentionRule> _retention;
    private readonly Scoped<DataOwner> _owners;
    private readonly Scoped<Approval> _approvals;
    private readonly Scoped<LogCoverage> _coverages;
    private readonly Scoped<LogCoverage> _unaudited;
    private readonly Dictionary<TableName, DateTimeOffset> _oldest;
    private readonly Dictionary<LineageNode, int> _fanOut;

    /// <param name="unaudited">Where policies do not audit, over all time: whatever is declared, nothing is logged for sure then.</param>
    internal TableRecords(
        EstateFacts facts,
        GovernanceHistory records,
        ImmutableArray<HeldFact<LogCoverage>> unaudited,
        DateTimeOffset at
    )
    {
        _at = at;
        _retention = new(Held(records.RetentionRules), rule => rule.Scope);
        _owners = new(Held(records.DataOwners), owner => owner.Scope);
        _approvals = new(Held(records.Approvals), approval => approval.Scope);
        _coverages = new(
            records
                .CoveragesAt(at)
                .Select(held => held.Value)
                .Where(coverage => coverage.Channel == AccessChannel.Hive),
            coverage => coverage.Scope
        );
        _unaudited = new(unaudited.Where(held => held.HeldAt(at)).Select(held => held.Value), one => one.Scope);
        var subjects = Held(records.Subjects)
            .Where(subject => subject.FirstAt is not { } first || first <= at)
            .ToLookup(subject => subject.Table);
        Subjects = subjects.ToDictionary(
            table => table.Key,
            table => (IReadOnlySet<string>)table.Select(one => one.Subject).ToHashSet(StringComparer.Ordinal)
        );
        _oldest = subjects
            .Where(table => table.Any(one => one.FirstAt is not null))
            .ToDictionary(table => table.Key, table => table.Min(one => one.FirstAt ?? at));
        _fanOut = facts
            .LineageEdges.Select(edge => (edge.From, edge.To))
            .Concat(
                facts.ViewSources.SelectMany(view =>
                    view.Tables.Select(table => (LineageNode.Table(table), LineageNode.Table(view.View)))
                )
            )
            .Distinct()
            .GroupBy(edge => edge.Item1)
            .ToDictionary(node => node.Key, node => node.Count());
    }

    /// <summary>By table: whose data stand in it; tables of which nobody says are not there.</summary>
    internal IReadOnlyDictionary<TableName, IReadOnlySet<string>> Subjects { get; }

    internal TableModifiers Of(TableName table, ImmutableArray<string> groups)
    {
        var retention = _retention.Narrowest(table, groups);
        var coverages = _coverages.Narrowest(table, groups);
        return new(
            retention.Length > 0 && _oldest.TryGetValue(table, out var first)
                ? Math.Max(0, (int)(_at - RetentionRule.Deadline(first, retention.Min(rule => rule.Days))).TotalDays)
                : null,
            _owners.Narrowest(table, groups).Length > 0,
            _approvals.Narrowest(table, groups).Length > 0,
            coverages.Length > 0
                && Array.TrueForAll(coverages, coverage => coverage.State == CoverageState.Full)
                && _unaudited.Narrowest(table, groups).Length == 0,
            _fanOut.GetValueOrDefault(LineageNode.Table(table))
        );
    }

    // A record without a beginning holds since ever, not since it was imported.
    private IEnumerable<T> Held<T>(ImmutableArray<HeldFact<T>> records) =>
        records
            .Where(record =>
                (record.FromNotBefore is null || record.From <= _at) && (record.To is not { } to || _at < to)
            )
            .Select(record => record.Value);

    /// <summary>Records by their scope.</summary>
    private sealed class Scoped<T>
    {
        private readonly ILookup<string, T> _byScope;
        private readonly (ExposureScope Scope, T Record)[] _searches;

        internal Scoped(IEnumerable<T> records, Func<T, string> scopeOf)
        {
            var read = records
                .Select(record => (Scope: ExposureScope.Parse(scopeOf(record)), Record: record))
                .Where(each => each.Scope is not null)
                .Select(each => (Scope: each.Scope!, each.Record))
                .ToArray();
            _byScope = read.ToLookup(each => each.Scope.ToString(), each => each.Record, StringComparer.Ordinal);
            _searches = [.. read.Where(each => each.Scope.Kind is ScopeKind.Query or ScopeKind.Estate)];
        }

        internal T[] Narrowest(TableName table, ImmutableArray<string> groups)
        {
            T[] found = [.. _byScope[$"table:{table}"]];
            found = found.Length > 0 ? found : [.. _byScope[$"db:{table.Database}"]];
            found = found.Length > 0 ? found : [.. groups.SelectMany(group => _byScope[$"group:{group}"])];
            return found.Length > 0 || _searches.Length == 0
                ? found
                : [.. _searches.Where(each => each.Scope.Holds(table, groups)).Select(each => each.Record)];
        }
    }
}
