using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>A promise that no more than so many people can read any table of a scope.</summary>
/// <param name="Fields">Only who reads one of these columns unmasked counts; null for whoever reads anything.</param>
internal readonly record struct AudienceLimit(string Scope, int MaxPeople, FieldNames? Fields = null);

/// <summary>
/// When more people could read a scope than promised, exactly, without deciding every instant: between two decided instants only those people can come or
/// go whom a change in between names. Where even they cannot carry the count over the limit (or under it), the whole stretch is settled; else it is halved.
/// For one thread.
/// </summary>
internal sealed class AudienceOverTime
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(1);

    private readonly RuleContext _context;
    private readonly ImmutableArray<AudienceLimit> _limits;
    private readonly ImmutableArray<HashSet<TableName>> _scopes;
    private readonly EstateHistory _history;
    private readonly ReaderChanges _changes;
    private readonly List<(DateTimeOffset From, bool IsExceeded)>[] _states;

    internal AudienceOverTime(RuleContext context, ImmutableArray<AudienceLimit> limits)
    {
        (_context, _limits) = (context, limits);
        _states = [.. limits.Select(_ => new List<(DateTimeOffset, bool)>())];
        _scopes = ScopesEver(context, limits);
        var tables = _scopes.SelectMany(scope => scope).ToHashSet();
        var history = context.Changes.Told(context.Facts, tables.Contains);
        _history = history with
        {
            // Only the sources' own tags decide; what is inferred from names would have to be carried along for nothing.
            Classifications =
            [
                .. history.Classifications.Where(found => found.Value.Basis == ClassificationBasis.Import),
            ],
        };
        _changes = new(context, _history, limits.Any(limit => limit.Fields is not null));
    }

    /// <summary>For each limit the times in which it was exceeded, by beginning.</summary>
    internal ImmutableArray<ImmutableArray<BrokenTime>> Exceeded()
    {
        var from = _context.Changes.From ?? _context.Now;
        DateTimeOffset[] begins = [from, .. _changes.Structural.Where(at => at > from && at <= _context.Now)];
        for (var at = 0; at < begins.Length; at++)
        {
            var to = at + 1 < begins.Length ? begins[at + 1] - s_tick : _context.Now;
            var begin = Decide(begins[at]);
            Settle(begins[at], begin, to, to == begins[at] ? begin : Decide(to));
        }

        return [.. _states.Select(Times)];
    }

    // Both ends inclusive: what is so at the end is so until the next stretch begins. Only the ends of stretches that are open are kept.
    private void Settle(DateTimeOffset from, AudienceMoment begin, DateTimeOffset to, AudienceMoment end)
    {
        AudienceMoment? untagged = null;
        var between = _changes.Between(from, to);
        if (between.Instants.Length == 0 || _limits.Select((_, limit) => limit).All(IsSettled))
        {
            for (var limit = 0; limit < _limits.Length; limit++)
            {
                _states[limit].Add((from, begin.Count(limit) > _limits[limit].MaxPeople));
            }

            return;
        }

        var middle = between.Instants[between.Instants.Length / 2];
        var before = middle - s_tick;
        Settle(from, begin, before, before == from ? begin : Decide(before));
        Settle(middle, middle == to ? end : Decide(middle), to, end);

        bool IsSettled(int limit)
        {
            var most = _limits[limit].MaxPeople;
            if (begin.Count(limit) > most)
            {
                return end.Count(limit) > most && begin.CountWithout(limit, between.Tables, between.People) > most;
            }

            // A table may have been there before its tag was.
            AudienceMoment[] others = between.HasTags ? [end, untagged ??= Untagged(to, from)] : [end];
            // Whom a single change names was before it as at the beginning, and after it as at the end.
            var some =
                _limits[limit].Fields is not null && between.Tables.Count == 0 ? between.Repeated : between.People;
            return end.Count(limit) <= most && begin.CountWith(limit, others, some) <= most;
        }
    }

    private AudienceMoment Decide(DateTimeOffset at) =>
        at == _context.Now ? AudienceMoment.Of(_context.Index, _scopes, _limits) : Decide(_history.At(at));

    // The tables of one instant with the tags of an earlier one.
    private AudienceMoment Untagged(DateTimeOffset at, DateTimeOffset tagged) =>
        Decide(_history.At(at) with { Classifications = _history.At(tagged).Classifications });

    private AudienceMoment Decide(EstateFacts facts) =>
        facts.Tables.IsEmpty
            ? AudienceMoment.Empty(_limits)
            : AudienceMoment.Of(AccessIndex.Build(facts, CancellationToken.None), _scopes, _limits);

    // Scopes are by name and class: what was dropped since is found as what is there, by what is known of it.
    private static ImmutableArray<HashSet<TableName>> ScopesEver(
        RuleContext context,
        ImmutableArray<AudienceLimit> limits
    )
    {
        var there = context.Facts.Tables.Select(table => table.Name).ToHashSet();
        TableResource[] gone =
        [
            .. context
                .Changes.Tables.Select(table => table.Value)
                .Where(table => !there.Contains(table.Name))
                .DistinctBy(table => table.Name),
        ];
        var found = limits
            .Select(limit => context.Scopes.Of(limit.Scope).Select(table => context.Table(table).Name).ToHashSet())
            .ToImmutableArray();
        if (gone.Length > 0)
        {
            var past = context.Facts with
            {
                Tables = [.. gone.OrderBy(table => table.Name)],
                Principals = [],
                Memberships = [],
                Policies = [],
            };
            var (index, groups) = TableGroupIndex.BuildWithIndex(past, CancellationToken.None);
            var scopes = new ScopeTables(index, groups);
            for (var limit = 0; limit < limits.Length; limit++)
            {
                found[limit].UnionWith(scopes.Of(limits[limit].Scope).Select(table => index.Table(table).Name));
            }
        }

        return found;
    }

    private ImmutableArray<BrokenTime> Times(List<(DateTimeOffset From, bool IsExceeded)> states)
    {
        var times = ImmutableArray.CreateBuilder<BrokenTime>();
        DateTimeOffset? since = null;
        foreach (var (from, isExceeded) in states)
        {
            if (isExceeded)
            {
                since ??= from;
            }
            else if (since is { } begun)
            {
                times.Add(new(begun, from));
                since = null;
            }
        }

        if (since is { } open)
        {
            times.Add(new(open, null));
        }

        return times.ToImmutable();
    }
}
