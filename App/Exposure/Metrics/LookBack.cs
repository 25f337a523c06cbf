using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Proof;

namespace GovernanceDashboard.Exposure.Metrics;

/// <summary>
/// What logs say of a stretch of time: who of an instant's people used which of its tables, and of whom it is proven that they did not. A table
/// counts as logged where every channel by which it may be read was logged in full over the whole stretch.
/// </summary>
public sealed class LookBack
{
    private readonly ExposureInstant _instant;
    private readonly PrincipalSet[] _users;
    private readonly PrincipalSet[] _uncertain;

    private LookBack(
        ExposureInstant instant,
        DateTimeOffset from,
        DateTimeOffset to,
        PrincipalSet[] users,
        PrincipalSet[] uncertain
    ) => (_instant, From, To, _users, _uncertain) = (instant, from, to, users, uncertain);

    public DateTimeOffset From { get; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset To { get; }

    /// <param name="records">What is declared about logs, over all time.</param>
    /// <param name="channels">By which ways the instant's tables may be read; in their order.</param>
    /// <param name="uses">Logged uses of the tables and of views over them, in any order.</param>
    public static LookBack Of(
        ExposureInstant instant,
        ImmutableArray<HeldFact<LogCoverage>> records,
        OtherChannels channels,
        IEnumerable<AuditedUse> uses,
        DateTimeOffset from,
        DateTimeOffset to
    )
    {
        var log = new LogBook(
            records,
            table => (instant.Tables[table].Name, instant.Tables[table].Groups),
            instant.Find
        );
        var byTable = Reads(instant, uses, from, to).ToLookup(read => read.Table);
        var universe = instant.People.Universe;
        var blind = PrincipalSet.Of(
            universe,
            log.Gaps.Where(gap => gap.From < to && from < gap.To)
                .Select(gap => gap.Who)
                .Distinct()
                .OrderBy(who => who.Value)
        );
        var (users, uncertain) = (new PrincipalSet[instant.Tables.Length], new PrincipalSet[instant.Tables.Length]);
        for (var table = 0; table < users.Length; table++)
        {
            var reads = byTable[instant.Tables[table].Name].ToArray();
            users[table] = Set(reads.Where(read => read.IsInside).Select(read => read.Who));
            var coverage = log.Of(table)
                .Of(!channels.Files[table].IsEmpty, !channels.Views[table].IsEmpty)
                .Covers(from, to);
            // A read of a view over the table is no read of the table, but leaves nothing proven.
            uncertain[table] = !coverage
                ? instant.People
                : Set(
                        reads
                            .Select(read => read.Who)
                            .Concat(
                                channels.ViewsOver[table].SelectMany(view => byTable[view].Select(read => read.Who))
                            )
                    )
                    .Union(blind);
        }

        return new(instant, from, to, users, uncertain);

        PrincipalSet Set(IEnumerable<PrincipalOrdinal> who) =>
            PrincipalSet.Of(universe, who.Distinct().OrderBy(one => one.Value));
    }

    /// <summary>Who used a table, and who of the others surely did not.</summary>
    internal (PrincipalSet Used, PrincipalSet Unused, PrincipalSet Unknown) Split(int table, PrincipalSet entitled)
    {
        var used = entitled.Intersect(_users[table]);
        var rest = entitled.Except(used);
        var unknown = rest.Intersect(_uncertain[table]);
        return (used, rest.Except(unknown), unknown);
    }

    /// <summary>Over-exposure of each person of the instant on its tables.</summary>
    public OverExposureBook OverExposure() => OverExposureBook.Of(_instant, this);

    // The uses of a day between its first and its last have no instants: they are no reads inside, but leave nothing proven.
    private static IEnumerable<(TableName Table, PrincipalOrdinal Who, bool IsInside)> Reads(
        ExposureInstant instant,
        IEnumerable<AuditedUse> uses,
        DateTimeOffset from,
        DateTimeOffset to
    )
    {
        foreach (var use in uses)
        {
            var isIn = use.First < to && from <= use.Last;
            if (isIn && use is { IsAllowed: true, Action: AuditAction.Read } && instant.Find(use.Login) is { } who)
            {
                yield return (use.Table, who, IsWithin(use.First) || IsWithin(use.Last));
            }
        }

        bool IsWithin(DateTimeOffset at) => from <= at && at < to;
    }
}
